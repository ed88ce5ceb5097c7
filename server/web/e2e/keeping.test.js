// What a reader keeps on the explorer while the page changes under it, in a real browser and on the built-in data: the
// keyboard, what was selected, and a way to ask again. To run them:
//   PARLEY_URL=http://127.0.0.1:8080 npm test
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, open as openAt, rest, serious, settled } from './page.js';

const origin = new URL(process.env.PARLEY_URL).origin;
const open = (options) => openAt(origin, options);

/** Waits until the focus is on what a selector means. */
const focusOn = (page, selector) => page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);

test('the keyboard goes on in the picture after a question, and in the panel after what it is about is hidden', async () => {
  const { page, done } = await open();
  await page.locator('.questions button').first().focus();
  await page.keyboard.press('Enter');
  const all = await rest(page);
  await focusOn(page, 'main .canvas');
  await page.locator('.panel').getByRole('button', { name: 'Hide', exact: true }).focus();
  await page.keyboard.press('Enter');
  await settled(page, all - 1);
  await focusOn(page, '.panel');
  await page.keyboard.press('Control+z');
  await settled(page, all);
  await done();
});

test('what was told of a scene goes when it is left', async () => {
  const { page, done } = await open();
  await page.locator('.questions button').first().click();
  await rest(page);
  await page.keyboard.press('c');
  const told = page.getByText('Select two things, then see who connects them.');
  await told.waitFor();
  await page.goBack();
  await page.locator('.questions').waitFor();
  assert.equal(await told.count(), 0);
  await done();
});

test('where it cannot be counted what is around something, that is told and can be tried again', async () => {
  const { context, page, done } = await open();
  const refuse = (route) =>
    route.request().postDataJSON().query.includes('query Degrees')
      ? route.fulfill({ json: { errors: [{ message: 'the database does not answer', extensions: { code: 'INVALID' } }], data: null } })
      : route.continue();
  await context.route('**/graphql', refuse);
  await find(page, 'biden', 'Joe Biden');
  const alert = page.locator('.panel').getByRole('alert');
  await alert.getByText('The database does not answer.').waitFor();
  await context.unroute('**/graphql', refuse);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.panel .groups button').first().waitFor();
  await done();
});

test('a search that fails is told, and can be tried again', async () => {
  const { context, page, done } = await open();
  const refuse = (route) =>
    route.request().postDataJSON().query.includes('query Search')
      ? route.fulfill({ json: { errors: [{ message: 'the database does not answer', extensions: { code: 'INVALID' } }], data: null } })
      : route.continue();
  await context.route('**/graphql', refuse);
  await page.keyboard.press('/');
  await page.keyboard.type('kabul');
  const alert = page.locator('.search').getByRole('alert');
  await alert.getByText('The database does not answer.').waitFor();
  await context.unroute('**/graphql', refuse);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await page.locator('#hits [role=option]').first().waitFor();
  assert.equal(await alert.count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'search');
  await done();
});

test('a search for the end of a path that fails is told, and can be tried again', async () => {
  const { context, page, done } = await open({ path: '/#side=paths&from=person:joe-biden' });
  const refuse = (route) =>
    route.request().postDataJSON().query.includes('query Search')
      ? route.fulfill({ json: { errors: [{ message: 'the database does not answer', extensions: { code: 'INVALID' } }], data: null } })
      : route.continue();
  await context.route('**/graphql', refuse);
  const picker = page.locator('.picker');
  await picker.getByRole('combobox', { name: 'To', exact: true }).fill('ghani');
  const alert = picker.getByRole('alert');
  await alert.getByText('The database does not answer.').waitFor();
  await context.unroute('**/graphql', refuse);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await picker.getByRole('option').first().waitFor();
  assert.equal(await alert.count(), 0);
  await done();
});

test('what a field for a number does not allow becomes the nearest that it does', async () => {
  const { page, done } = await open({ path: '/#side=paths' });
  await page.getByText('What may lie between').click();
  for (const [name, typed, taken] of [['Steps at most', '2.6', '3'], ['Steps at most', '400', '10'], ['Steps at most', '', '6'], ['Origins at least', '-1', '0'], ['Origins at least', '1000', '99']]) {
    const field = page.getByRole('spinbutton', { name });
    await field.fill(typed);
    await field.press('Tab');
    assert.equal(await field.inputValue(), taken);
  }
  await done();
});

test('a saved view that is opened from the list of them is seen', async () => {
  const { page, done } = await open({ path: '/#n=person:joe-biden' });
  await settled(page, 1);
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Saved views' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('One');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await find(page, 'ghani', 'Ashraf Ghani');
  await settled(page, 2);
  await page.getByRole('button', { name: 'Saved views' }).click();
  await dialog.getByRole('button', { name: /^One/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await settled(page, 1);
  await done();
});

test('where nothing is saved and nothing can be, the saved views say so, and can be closed', async () => {
  const { page, done } = await open();
  await page.getByRole('button', { name: 'Saved views' }).click();
  const dialog = page.getByRole('dialog', { name: 'Saved views' });
  await dialog.getByText('No view is saved in this browser').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await done();
});

test('the ends of a path are chosen by the keyboard, which stays where it was', async () => {
  const { page, done } = await open({ path: '/#side=paths' });
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.labels?.[0].innerText);
  await page.getByRole('combobox', { name: 'From' }).fill('biden');
  await page.locator('.picker').getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'change: From' }).waitFor();
  assert.equal(await focused(), 'change: From');
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'To');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'From' }).waitFor();
  assert.equal(await focused(), 'From');
  await done();
});

test('the keyboard goes along from picture to map to list and back', async () => {
  const { page, done } = await open({ path: '/#n=person:joe-biden,place:doha' });
  await settled(page, 2);
  await page.locator('main .canvas').focus();
  for (const [key, selector] of [['2', '.map-frame'], ['3', '[role=grid]'], ['2', '.map-frame'], ['1', '.canvas']]) {
    await page.keyboard.press(key);
    await focusOn(page, selector);
  }
  await done();
});

test('two that are selected are offered as the ends of a path, each for one end', async () => {
  const { page, done } = await open();
  await find(page, 'biden', 'Joe Biden');
  await find(page, 'ghani', 'Ashraf Ghani');
  await settled(page, 2);
  await page.keyboard.press('Control+a');
  const panel = page.locator('.panel');
  await panel.getByRole('button', { name: 'Find a path' }).click();
  const offers = (name) => panel.getByRole('button', { name: `use ${name}` });
  await offers('Joe Biden').first().click();
  assert.deepEqual([await offers('Joe Biden').count(), await offers('Ashraf Ghani').count()], [0, 1]);
  await offers('Ashraf Ghani').click();
  await panel.getByRole('button', { name: 'Find paths' }).click();
  await panel.locator('.paths > li').first().waitFor();
  await done();
});

test('in the list it stays in sight whose row it is, and a window is told to its end', async () => {
  const { page, done } = await open();
  await page.locator('.questions button').nth(1).click();
  await rest(page);
  const brush = await page.locator('.timeline-brush').boundingBox();
  await page.mouse.move(brush.x + 100, brush.y + 20);
  await page.mouse.down();
  await page.mouse.move(brush.x + 300, brush.y + 20, { steps: 4 });
  await page.mouse.up();
  const says = page.locator('.timeline-says');
  await says.filter({ hasText: /2021.* to .*2021/ }).waitFor();
  assert.ok(await says.evaluate((element) => element.scrollWidth <= element.clientWidth && getComputedStyle(element).whiteSpace !== 'nowrap'));

  await page.getByRole('button', { name: 'List', exact: true }).click();
  const name = page.locator('.list-row .list-name').first();
  await name.waitFor();
  await page.locator('.list-scroller').evaluate((element) => element.scrollTo(500, 0));
  const [cell, list] = [await name.boundingBox(), await page.locator('.list-scroller').boundingBox()];
  assert.ok(Math.abs(cell.x - list.x) < 2, `the name is ${cell.x - list.x} pixels from the left`);
  assert.deepEqual(await serious(page), []);
  await done();
});

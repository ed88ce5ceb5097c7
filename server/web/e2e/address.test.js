// The address of the explorer, and how Back, Forward, undo and redo lead through what was seen. With the built-in data.
//
//   PARLEY_URL=http://127.0.0.1:8080 npm test
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, open as openAt, picture, rest, settled } from './page.js';

const { PARLEY_URL } = process.env;
assert.ok(PARLEY_URL, 'PARLEY_URL is not set: start Parley and give its address, such as http://127.0.0.1:8080');
const origin = new URL(PARLEY_URL).origin;
const open = (options) => openAt(origin, { reducedMotion: 'reduce', ...options });
const hash = (page) => page.evaluate(() => location.hash);
const panel = (page) => page.getByRole('complementary', { name: 'Details' });
const bright = (page) => page.getByText('The path: Abdul Ghani Baradar → Taliban → Muhammad Nasir Haqqani');
const ends = 'from=person:abdul-ghani-baradar&to=person:muhammad-nasir-haqqani';

/** Puts together how Baradar and Haqqani are connected, asks, and shows the first path. */
async function connected(page) {
  await page.getByRole('button', { name: 'How are two connected?' }).click();
  const end = async (label, text, name) => {
    await panel(page).getByRole('combobox', { name: label, exact: true }).fill(text);
    await panel(page).getByRole('option', { name }).first().click();
  };
  await end('From', 'baradar', 'Abdul Ghani Baradar Person');
  await end('To', 'haqqani', 'Muhammad Nasir Haqqani Person');
  await panel(page).getByRole('button', { name: 'Find paths' }).click();
  await panel(page).locator('.paths > li').first().getByRole('button', { name: 'Add to the picture' }).click();
  await bright(page).waitFor();
}

test('a link to how two are connected opens with the paths asked and the chosen one bright, and Back leaves it', async () => {
  const { page, done } = await open();
  await connected(page);
  await page.waitForFunction(() => location.hash.includes('path='));
  const address = await hash(page);
  assert.ok(address.includes(ends) && address.includes('asked=1'), address);
  await done();

  const other = await open({ path: `/${address}` });
  await bright(other.page).waitFor();
  const paths = panel(other.page).locator('.paths > li');
  await paths.first().getByRole('button', { name: 'In the picture' }).waitFor();
  await settled(other.page, 3);
  await picture(other.page, 'path-from-a-link');
  // What it is asked by is there to be changed, and a changed question is not asked yet.
  await panel(other.page).getByText('What may lie between').click();
  await panel(other.page).getByLabel('Steps at most').fill('3');
  await panel(other.page).getByLabel('Steps at most').press('Enter');
  await other.page.waitForFunction(() => location.hash.includes('steps=3'));
  await other.done();
});

test('Back leads from a path over its question to the empty page, and Forward there again', async () => {
  const { page, done } = await open();
  await connected(page);
  await page.waitForFunction(() => location.hash.includes('path='));
  await page.goBack();
  await bright(page).waitFor({ state: 'detached' });
  await settled(page, 0);
  await panel(page).locator('.paths > li').first().getByRole('button', { name: 'Add to the picture' }).waitFor();
  await page.goBack();
  await panel(page).locator('.paths').waitFor({ state: 'detached' });
  await page.goBack();
  await page.getByRole('heading', { name: 'Who met whom' }).waitFor();
  for (let i = 0; i < 3; i++) await page.goForward();
  await bright(page).waitFor();
  await settled(page, 3);
  await panel(page).getByRole('button', { name: 'In the picture' }).waitFor();
  await done();
});

test('a question in the address alone is asked, within its wishes and what the legend lets pass', async () => {
  const { page, done } = await open({ path: `/#side=paths&${ends}&by=MET&asked=1` });
  await panel(page).getByText('No path leads from Abdul Ghani Baradar to Muhammad Nasir Haqqani').waitFor();
  await page.goto(`${origin}/#off=ORGANIZATION&side=paths&${ends}&steps=2&asked=1`);
  await panel(page).getByText('The legend switches off organizations').waitFor();
  await panel(page).getByText('No path leads from Abdul Ghani Baradar to Muhammad Nasir Haqqani').waitFor();
  await page.goto(`${origin}/#side=paths&from=person:nobody-at-all&to=person:muhammad-nasir-haqqani&asked=1`);
  await page.getByText('1 thing of this address is not in the graph').waitFor();
  await panel(page).getByRole('combobox', { name: 'From', exact: true }).waitFor();
  await panel(page).getByText('Muhammad Nasir Haqqani').waitFor();
  await done();
});

test('what is pressed before the page knows how to ask counts, and Back leads to the empty page', async () => {
  const { context, page, done } = await open();
  await context.route('**/explorer.json', async (route) => {
    await page.waitForTimeout(1_000);
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  await page.getByRole('button', { name: 'Where do accounts differ?' }).click();
  await page.waitForURL('**/#side=differ');
  await panel(page).getByRole('heading', { name: 'Where accounts differ' }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: 'Where do accounts differ?' }).waitFor();
  await done();
});

test('what an address says and is not understood is told, and can be dismissed', async () => {
  const { page, done } = await open({ path: '/#n=person:joe-biden&t=never&colour=red' });
  const told = page.getByRole('alert').filter({ hasText: 'not understood, and left out: “t=never”, “colour=red”.' });
  await told.waitFor();
  await settled(page, 1);
  assert.equal(await hash(page), '#n=person:joe-biden');
  await told.getByRole('button', { name: 'Dismiss' }).click();
  await told.waitFor({ state: 'detached' });
  await done();
});

test('kinds and relations that an address names and there are not are told, and left out', async () => {
  const { page, done } = await open({ path: `/#n=person:joe-biden&off=GHOST,MEETING&side=paths&${ends}&by=HAUNTS&asked=1` });
  await page.getByRole('alert').filter({ hasText: 'not understood, and left out: “off=GHOST”, “by=HAUNTS”.' }).waitFor();
  await settled(page, 1);
  assert.equal(await hash(page), `#n=person:joe-biden&off=MEETING&side=paths&${ends}`);
  // What is left is another question, and asked by a press.
  await panel(page).getByRole('button', { name: 'Find paths' }).click();
  await panel(page).getByText('The legend switches off meetings').waitFor();
  await panel(page).locator('.paths > li').first().waitFor();
  await done();
});

test('where accounts differ about one opens by its link, and is left by Back', async () => {
  const { page, done } = await open({ path: '/#side=differ&about=org:taliban' });
  await panel(page).getByRole('heading', { name: 'Where accounts differ about Taliban' }).waitFor();
  assert.ok(await page.getByRole('button', { name: 'Copy a link' }).isEnabled());
  await panel(page).getByRole('button', { name: 'About anything' }).click();
  await page.waitForFunction(() => !location.hash.includes('about='));
  await page.goBack();
  await panel(page).getByRole('heading', { name: 'Where accounts differ about Taliban' }).waitFor();
  await done();
});

test('a chain that is bright is so again by its link', async () => {
  const { page, done } = await open({ path: '/#n=claim:two-options&sel=claim:two-options' });
  await panel(page).getByRole('button', { name: 'Show the chain' }).first().click();
  const words = page.getByText(/^The chain: passed on 3 times/);
  await words.waitFor();
  await page.waitForFunction(() => location.hash.includes('chain='));
  const address = await hash(page);
  await done();
  const other = await open({ path: `/${address}` });
  await other.page.getByText(/^The chain: passed on 3 times/).waitFor();
  await other.done();
});

test('Back and Forward lead through what was selected, and undo does not', async () => {
  const { page, done } = await open();
  await find(page, 'mcken', 'Kenneth McKenzie');
  await page.keyboard.press('Enter');
  await settled(page, 9);
  await page.waitForTimeout(400); // What is selected at once with a step belongs to its page.
  await page.getByRole('group', { name: 'Views of the scene' }).getByRole('button', { name: 'List' }).click();
  await page.waitForFunction(() => location.hash.includes('view=list'));
  await page.getByRole('gridcell', { name: 'Meeting in Doha', exact: true }).click();
  await page.waitForFunction(() => location.hash.includes('sel=meeting'));
  await page.goBack();
  await page.locator('.panel h2', { hasText: 'Kenneth McKenzie' }).waitFor();
  await page.goForward();
  await page.locator('.panel h2', { hasText: 'Meeting in Doha' }).waitFor();
  await panel(page).getByRole('button', { name: 'Hide' }).click();
  await page.getByRole('tab', { name: 'Things 8' }).waitFor();
  await page.getByRole('gridcell', { name: 'Abdul Ghani Baradar' }).first().click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('tab', { name: 'Things 9' }).waitFor();
  await page.locator('.panel h2', { hasText: 'Abdul Ghani Baradar' }).waitFor();
  await done();
});

test('Back over a step can be redone, as an undo can, and going back loses nothing that can be undone', async () => {
  const { page, done } = await open();
  await find(page, 'mcken', 'Kenneth McKenzie');
  await page.keyboard.press('Enter');
  await settled(page, 9);
  await page.getByRole('checkbox', { name: /^Claims/ }).uncheck();
  await settled(page, 6);
  await page.goBack();
  await settled(page, 9);
  await page.getByRole('button', { name: 'Redo' }).click();
  await settled(page, 6);
  await page.goBack();
  await settled(page, 9);
  await page.getByRole('button', { name: 'Undo' }).click();
  await settled(page, 1);
  // Undo is a page as well.
  await page.goBack();
  await settled(page, 9);
  assert.equal(await page.getByRole('button', { name: 'Redo' }).isEnabled(), true);
  // A page that is loaded begins anew: there is nothing to undo.
  await page.reload();
  await settled(page, 9);
  assert.equal(await page.getByRole('button', { name: 'Undo' }).isDisabled(), true);
  await done();
});

test('a window that is dragged is one step to undo, and one page', async () => {
  const { page, done } = await open();
  await page.locator('.questions button').nth(2).click();
  await page.locator('.panel h2').waitFor();
  const all = await rest(page);
  const before = await page.evaluate(() => history.length);
  const bars = await page.locator('.timeline-histogram').boundingBox();
  await page.mouse.move(bars.x + bars.width * 0.3, bars.y + 20);
  await page.mouse.down();
  for (const to of [0.4, 0.5, 0.6, 0.7]) {
    await page.mouse.move(bars.x + bars.width * to, bars.y + 20, { steps: 10 });
    await page.waitForTimeout(50);
  }
  await page.mouse.up();
  await page.waitForFunction(() => location.hash.includes('t='));
  await page.getByRole('button', { name: 'All of time' }).waitFor();
  assert.equal(await page.evaluate(() => history.length), before + 1);
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: 'All of time' }).waitFor({ state: 'detached' });
  await settled(page, all);
  await page.keyboard.press('Control+Shift+z');
  await page.getByRole('button', { name: 'All of time' }).waitFor();
  await done();
});

test('what is done to many at once is one step, and undo says what it leaves', async () => {
  const { page, done } = await open();
  await page.locator('.questions button').nth(2).click();
  await page.locator('.panel h2').waitFor();
  const all = await rest(page);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('p');
  await page.getByRole('toolbar', { name: 'What is selected' }).getByRole('button', { name: 'Free' }).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByRole('toolbar', { name: 'What is selected' }).getByRole('button', { name: 'Pin' }).waitFor();
  await page.waitForFunction(() => !location.hash.includes('pin='));
  assert.equal(await page.locator('[aria-live=polite]').first().innerText(), `Undone: ${all} things in the picture.`);
  // To begin anew is a step as well.
  await page.getByRole('button', { name: 'Parley' }).click();
  await page.getByRole('heading', { name: 'Who met whom' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await settled(page, all);
  await done();
});

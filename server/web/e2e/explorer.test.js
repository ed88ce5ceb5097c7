// Opens / of a running Parley in a real browser and explores: from the empty page to a scene, and back. Holds the page to
// a clean console, to no request to any other host, and to what axe finds.
//
//   PARLEY_URL=http://127.0.0.1:8080 npm test
//
// PARLEY_URL is a Parley with the built-in data. CHROMIUM is the browser (/usr/bin/chromium); SCREENSHOT, if set, is
// a PNG file to leave pictures beside.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const { PARLEY_URL, CHROMIUM = '/usr/bin/chromium', SCREENSHOT } = process.env;
assert.ok(PARLEY_URL, 'PARLEY_URL is not set: start Parley and give its address, such as http://127.0.0.1:8080');
const origin = new URL(PARLEY_URL).origin;
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
  });
});
after(() => browser?.close());

/** A page with all other hosts out of reach, and what it complained of and asked others for. */
async function open({ path = '/', viewport = { width: 1400, height: 900 }, ...more } = {}) {
  const context = await browser.newContext({ viewport, ...more });
  const page = await context.newPage();
  const complaints = [];
  const outside = [];
  page.on('console', (message) => {
    // The program that draws in place of a graphics card says that reading pixels back, to find what is under the pointer, is slow.
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('GL Driver Message')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await context.route(
    (url) => url.origin !== origin && !['data:', 'blob:'].includes(url.protocol),
    (route) => {
      outside.push(route.request().url());
      return route.abort();
    },
  );
  await page.goto(`${origin}${path}`);
  const done = async () => {
    assert.deepEqual(complaints, []);
    assert.deepEqual(outside, []);
    await context.close();
  };
  return { context, page, done };
}

/** Leaves a picture, if pictures are asked for. */
async function picture(page, name) {
  if (SCREENSHOT) await page.screenshot({ path: SCREENSHOT.replace(/(\.png)?$/, `-${name}.png`) });
}

/** Searches, and takes what is called so. */
async function find(page, text, name) {
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  const hit = page.getByRole('option').filter({ has: page.locator('.label', { hasText: new RegExp(`^${name}$`) }) });
  await hit.waitFor();
  while (!(await page.getByRole('option', { selected: true }).innerText()).startsWith(`${name}\n`)) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.panel h2', { hasText: name }).waitFor();
}

/** How many things are in the picture. */
const things = async (page) => Number(/^(\d+) thing/.exec(await page.locator('.status').innerText())[1]);
const settled = (page, count) => page.locator('.status', { hasText: new RegExp(`^${count} things? · \\d+ relations?$`) }).waitFor();

/** What axe finds that is serious. */
async function serious(page) {
  // The policy of the page lets no script in but its own; the test's way in is the debugger's.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.filter(({ impact }) => ['serious', 'critical'].includes(impact)).map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target).join(', ')}`);
}

test('from an empty page by search to a scene that is expanded, filtered, undone, reloaded and left', async () => {
  const { page, done } = await open();
  await page.getByRole('heading', { name: 'Who met whom' }).waitFor();
  await find(page, 'mcken', 'Kenneth McKenzie');
  await settled(page, 1);

  // The counts are there before anything opens.
  const panel = page.getByRole('complementary', { name: 'Details' });
  await panel.getByRole('button', { name: 'took part in meeting 1' }).waitFor();
  await page.keyboard.press('m');
  const menu = page.getByRole('menu');
  await menu.getByRole('menuitem', { name: 'took part in meeting 1' }).waitFor();
  await page.keyboard.press('Escape');
  await menu.waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await settled(page, 9);
  await picture(page, 'expanded');

  // The legend is the filter, and counts.
  const legend = page.getByRole('complementary', { name: 'Legend and filter' });
  assert.match(await legend.locator('.switch', { hasText: 'Claims' }).innerText(), /3/);
  await legend.getByRole('checkbox', { name: /^Claims/ }).uncheck();
  await settled(page, 6);
  assert.match(await legend.locator('.switch', { hasText: 'Claims' }).innerText(), /0 \/ 3/);

  await page.keyboard.press('Control+z');
  await settled(page, 9);
  await page.keyboard.press('Control+Shift+z');
  await settled(page, 6);

  await page.reload();
  await settled(page, 6);
  assert.equal(await legend.getByRole('checkbox', { name: /^Claims/ }).isChecked(), false);
  await panel.getByRole('heading', { name: 'Kenneth McKenzie' }).waitFor();

  await page.goBack();
  await settled(page, 9);
  await page.goForward();
  await settled(page, 6);
  await done();
});

for (const i of [0, 1, 2]) {
  test(`question ${i + 1} of the empty page has an answer`, async () => {
    const { page, done } = await open();
    const question = page.locator('.questions button').nth(i);
    await question.waitFor();
    await question.click();
    await page.locator('.panel h2').waitFor();
    assert.ok((await things(page)) >= 4, await page.locator('.status').innerText());
    assert.notEqual(new URL(page.url()).hash, '');
    await done();
  });
}

test('the keyboard walks, hides, pins, focuses, and tells its keys', async () => {
  const { page, done } = await open();
  await find(page, 'doha', 'Meeting in Doha');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => Number.parseInt(document.querySelector('.status')?.textContent ?? '', 10) > 5);
  const before = await things(page);
  await settled(page, before);
  const spoken = page.locator('[aria-live=polite]').first();
  assert.match(await spoken.innerText(), /^Meeting in Doha, Meeting/);
  const name = page.locator('.panel h2');
  for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
    await page.keyboard.press(key);
    if ((await name.innerText()) !== 'Meeting in Doha') break;
  }
  assert.notEqual(await name.innerText(), 'Meeting in Doha');
  await page.keyboard.press('p');
  await page.waitForFunction(() => location.hash.includes('pin='));
  await page.keyboard.press('p');
  await page.waitForFunction(() => !location.hash.includes('pin='));
  await page.keyboard.press('h');
  await settled(page, before - 1);
  await page.getByRole('button', { name: 'Bring back 1 hidden' }).click();
  await settled(page, before);
  await page.keyboard.press('o');
  await page.locator('.tools [aria-pressed=true]').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('Walk to the neighbour in that direction').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await done();
});

test('a double click opens, a drag pins, a right click counts', async () => {
  const { page, done } = await open({ reducedMotion: 'reduce' });
  await find(page, 'biden', 'Joe Biden');
  await settled(page, 1);
  const { x, y, width, height } = await page.locator('.canvas').boundingBox();
  // The only node is in the middle of the picture but for the room for labels at its right.
  const at = async () => {
    for (let across = 0.3; across < 0.6; across += 0.01) {
      await page.mouse.move(x + width * across, y + height / 2);
      if (await page.locator('.canvas.over').count()) return [x + width * across, y + height / 2];
    }
    return assert.fail('the node is not found');
  };
  // The layer of what is under the pointer is on the page only while something is.
  const hovered = page.locator('.sigma-hoverNodes');
  await hovered.waitFor({ state: 'hidden' });
  const [nodeX, nodeY] = await at();
  await hovered.waitFor();
  await page.mouse.click(nodeX, nodeY, { button: 'right' });
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('Escape');
  await page.mouse.move(nodeX, nodeY);
  await page.mouse.down();
  await page.mouse.move(nodeX + 40, nodeY + 60, { steps: 5 });
  await page.mouse.up();
  await page.waitForFunction(() => location.hash.includes('pin='));
  const [againX, againY] = await at().catch(() => [nodeX + 40, nodeY + 60]);
  await page.mouse.dblclick(againX, againY);
  await page.waitForFunction(() => Number.parseInt(document.querySelector('.status')?.textContent ?? '', 10) > 1);
  await done();
});

test('a view is saved, found on the empty page, and forgotten', async () => {
  const { page, done } = await open();
  await find(page, 'kabul', 'Kabul palace');
  await page.keyboard.press('s');
  await page.getByLabel('Name').fill('the palace');
  await page.keyboard.press('Enter');
  await page.getByText('The view is saved as “the palace”').waitFor();
  await page.goto(`${origin}/`);
  await page.getByRole('button', { name: 'the palace 1 thing' }).click();
  await settled(page, 1);
  await page.goBack();
  await page.getByRole('button', { name: 'Forget the view the palace' }).click();
  assert.equal(await page.getByRole('heading', { name: 'Saved views' }).count(), 0);
  await done();
});

test('map, list and time line show the same scene, and share what is selected and the window', async () => {
  const { page, done } = await open();
  await page.locator('.questions button').nth(2).click();
  const name = page.locator('.panel h2');
  await name.waitFor();
  const all = await things(page);
  await settled(page, all);
  const views = page.getByRole('group', { name: 'Views of the scene' });
  await views.getByRole('button', { name: 'List' }).click();
  await page.getByRole('tab', { name: `Things ${all}` }).waitFor();
  assert.ok((await page.evaluate(() => location.hash)).includes('n='));
  await page.getByRole('gridcell', { name: 'Kabul palace' }).click();
  await page.locator('.panel h2', { hasText: 'Kabul palace' }).waitFor();
  await views.getByRole('button', { name: 'Map' }).click();
  await page.locator('.stage svg path').first().waitFor();
  await page.waitForFunction(() => location.hash.includes('view=map'));
  await page.reload();
  await page.locator('.stage svg path').first().waitFor();
  await page.locator('.panel h2', { hasText: 'Kabul palace' }).waitFor();
  await views.getByRole('button', { name: 'Graph' }).click();
  await settled(page, all);
  await page.waitForFunction(() => !location.hash.includes('view='));

  // A day that of three events only the longest surely touches.
  const [from, to] = [Date.UTC(2021, 7, 14), Date.UTC(2021, 7, 15)];
  await page.evaluate((words) => { location.hash += words; }, `&t=${from},${to},certain`);
  await settled(page, all - 2);
  await done();
});

test('what is gone from the graph is left out of a shared scene, and told', async () => {
  const { page, done } = await open({ path: '/#n=place:kabul,person:nobody-at-all' });
  await page.getByText('1 thing of this address is not in the graph').waitFor();
  await settled(page, 1);
  await done();
});

test('a failure is told in a sentence, and can be tried again', async () => {
  const { context, page, done } = await open();
  await find(page, 'biden', 'Joe Biden');
  const refuse = (route) => {
    const failing = route.request().postDataJSON().query.includes('query Surroundings');
    return failing
      ? route.fulfill({ json: { errors: [{ message: 'the database does not answer', extensions: { code: 'UNAVAILABLE' } }], data: null } })
      : route.continue();
  };
  await context.route('**/graphql', refuse);
  await page.keyboard.press('Enter');
  const alert = page.getByRole('alert');
  await alert.getByText('The database does not answer.').waitFor();
  await context.unroute('**/graphql', refuse);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await page.waitForFunction(() => Number.parseInt(document.querySelector('.status')?.textContent ?? '', 10) > 1);
  await done();
});

test('a wait that takes long says so, is given up by a key, and is asked again', async () => {
  const { context, page, done } = await open();
  await find(page, 'biden', 'Joe Biden');
  await settled(page, 1);
  const held = [];
  const hold = (route) => (route.request().postDataJSON().query.includes('query Surroundings') ? void held.push(route) : route.continue());
  await context.route('**/graphql', hold);
  await page.keyboard.press('Enter');
  await page.getByText('Waiting for the server …').waitFor();
  assert.deepEqual(await serious(page), []);
  await page.keyboard.press('Escape');
  const given = page.getByRole('status').filter({ hasText: 'The wait was given up.' });
  await given.waitFor();
  assert.equal(await page.getByText('Waiting for the server …').count(), 0);
  await page.locator('.panel h2', { hasText: 'Joe Biden' }).waitFor();
  await context.unroute('**/graphql', hold);
  await given.getByRole('button', { name: 'Ask again' }).click();
  await page.waitForFunction(() => Number.parseInt(document.querySelector('.status')?.textContent ?? '', 10) > 1);
  assert.equal(held.length, 1);
  await done();
});

for (const [name, options] of [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { colorScheme: 'light', viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true }],
]) {
  test(`nothing serious stands against its use, and it is as wide as its window (${name})`, async () => {
    const { page, done } = await open(options);
    await page.locator('.questions button').nth(2).waitFor();
    await picture(page, `start-${name}`);
    assert.deepEqual(await serious(page), []);
    await page.locator('.questions button').nth(1).click();
    await page.locator('.panel .statements').waitFor();
    await page.waitForTimeout(1500); // Until the picture is at rest, for the screenshot.
    await picture(page, name);
    assert.deepEqual(await serious(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    await done();
  });
}

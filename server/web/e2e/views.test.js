// The map, the list and the time line of a running Parley with the built-in data, in a real browser: that they show one
// scene, share what is selected and the window, and can be used by the keyboard alone.
//
//   PARLEY_URL=http://127.0.0.1:8080 npm test
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const { PARLEY_URL, CHROMIUM = '/usr/bin/chromium' } = process.env;
assert.ok(PARLEY_URL, 'PARLEY_URL is not set: start Parley and give its address, such as http://127.0.0.1:8080');
const origin = new URL(PARLEY_URL).origin;
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

let browser;
let scene;
before(async () => {
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
  });
  const query = '{ agents(first: 100) { nodes { id } } events(first: 100) { nodes { id } } places(first: 100) { nodes { id } } claims(first: 100) { nodes { id } } }';
  const response = await fetch(`${origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
  const { data } = await response.json();
  scene = Object.values(data).flatMap(({ nodes }) => nodes.map(({ id }) => id));
});
after(() => browser?.close());

/** A page that shows the scene in a view, with all other hosts out of reach. */
async function open(view, { colorScheme = 'light', ids = scene } = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, colorScheme });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !message.text().includes('GL Driver Message') && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await context.route(
    (url) => url.origin !== origin && !['data:', 'blob:'].includes(url.protocol),
    (route) => {
      complaints.push(`asked for ${route.request().url()}`);
      return route.abort();
    },
  );
  await page.goto(`${origin}/#n=${ids.map(encodeURIComponent).join(',')}&view=${view}`);
  await page.getByRole('region', { name: 'Timeline' }).waitFor();
  const done = async () => {
    // The policy of the page lets no script in but its own; the test's way in is the debugger's.
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    assert.deepEqual(violations.filter(({ impact }) => ['serious', 'critical'].includes(impact)).map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    assert.deepEqual(complaints, []);
    await context.close();
  };
  return { page, done };
}

for (const theme of ['light', 'dark']) {
  test(`the map shows what took place where, and comes apart when it is looked at closer (${theme})`, async () => {
    const { page, done } = await open('map', { colorScheme: theme });
    await page.getByRole('button', { name: /^Doha: / }).waitFor();
    await page.locator('.map-ground path').first().waitFor();
    await page.getByRole('button', { name: /^Kabul, Kabul airport: / }).click();
    const kabul = page.getByRole('button', { name: /^Kabul: / });
    await kabul.click();
    const here = page.getByRole('complementary', { name: 'What is here' });
    await here.getByRole('button', { name: /^Kabul takeover/ }).click();
    assert.equal(await here.getByRole('button', { name: /^Kabul takeover/ }).getAttribute('aria-pressed'), 'true');
    assert.equal(await kabul.getAttribute('aria-pressed'), 'true');
    await page.getByText(/\d+ not on the map/).click();
    await page.getByRole('button', { name: 'Qatar', exact: true }).waitFor();
    await done();
  });
}

test('the list says the same, sorted and filtered, and its rows are walked by the keyboard', async () => {
  const { page, done } = await open('list');
  const grid = page.getByRole('grid', { name: 'Things' });
  await grid.waitFor();
  assert.equal(await grid.getAttribute('aria-rowcount'), String(scene.length + 1));
  await page.getByRole('button', { name: 'When' }).click();
  await page.getByRole('columnheader', { name: 'When' }).and(page.locator('[aria-sort=ascending]')).waitFor();
  await page.getByRole('searchbox', { name: 'Filter the list' }).fill('kabul incident');
  const some = page.getByText(/^\d+ of \d+ rows$/);
  const left = Number((await some.innerText()).split(' ')[0]);
  assert.ok(left > 1 && left < scene.length, `${left} rows are left`);
  assert.equal(await grid.getByRole('row').count(), left + 1);
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const chosen = grid.getByRole('row', { selected: true });
  await chosen.waitFor();
  assert.equal(await chosen.getAttribute('id'), await grid.getAttribute('aria-activedescendant'));
  // The time line knows it too.
  await page.getByRole('listbox', { name: /in order of time$/ }).getByRole('option', { selected: true }).waitFor();
  await page.getByRole('tab', { name: /^Connections/ }).click();
  await page.getByRole('searchbox').fill('took part');
  await page.getByRole('gridcell', { name: /^took part in/ }).first().waitFor();
  await done();
});

test('a window set on the time line by the keyboard leaves rows out, and stands in the address', async () => {
  // So few that the address is words.
  const { page, done } = await open('list', { ids: scene.filter((id) => /^(incident|meeting|place):/.test(id)) });
  const from = page.getByRole('slider', { name: 'Window from' });
  const says = () => from.getAttribute('aria-valuetext');
  await from.focus();
  assert.match(await says(), /no window set$/);
  for (let i = 0; i < 8; i++) await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowRight');
  assert.doesNotMatch(await says(), /no window set$/);
  const outside = page.getByText(/outside the time window/);
  const count = async () => Number((await outside.innerText()).trim().split(' ')[0]);
  const possibly = await count();
  assert.ok(possibly > 0);
  await page.getByRole('button', { name: 'Certainly' }).click();
  assert.ok((await count()) >= possibly, 'what is certainly in a window is possibly in it');
  await page.getByRole('button', { name: 'Possibly' }).click();
  const chosen = await says();
  // The address follows a window when it has come to rest.
  const words = `&t=${Number(await from.getAttribute('aria-valuenow')) * 1000},`;
  await page.waitForFunction((part) => location.hash.includes(part) && /,possible/.test(location.hash), words);
  await page.reload();
  await outside.waitFor();
  assert.equal(await says(), chosen);
  assert.equal(await count(), possibly);
  await page.getByRole('button', { name: 'All of time' }).click();
  await outside.waitFor({ state: 'detached' });
  await done();
});

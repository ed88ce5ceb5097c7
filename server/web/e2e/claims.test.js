// Claims, evidence and paths of a running Parley in a real browser, as somebody would ask for them: who met whom, where,
// and who says so; where accounts differ; how two are connected.
//
//   PARLEY_URL=http://127.0.0.1:8080 PARLEY_DISPUTED_URL=http://127.0.0.1:8081 npm test
//
// PARLEY_URL is a Parley with the built-in data, PARLEY_DISPUTED_URL one with graph/testdata/disputes/bridge.jsonl.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const { PARLEY_URL, PARLEY_DISPUTED_URL, CHROMIUM = '/usr/bin/chromium', SCREENSHOT } = process.env;
assert.ok(PARLEY_URL, 'PARLEY_URL is not set: start Parley and give its address, such as http://127.0.0.1:8080');
assert.ok(PARLEY_DISPUTED_URL, 'PARLEY_DISPUTED_URL is not set: start Parley with the data of graph/testdata/disputes/bridge.jsonl and give its address');
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
  });
});
after(() => browser?.close());

/** A page with all other hosts out of reach; `done` holds it to a clean console and to what axe finds. */
async function open({ url = PARLEY_URL, path = '/', viewport = { width: 1400, height: 900 }, ...more } = {}) {
  const { origin } = new URL(url);
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', ...more });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !message.text().includes('GL Driver Message') && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await context.route(
    (asked) => asked.origin !== origin && !['data:', 'blob:'].includes(asked.protocol),
    (route) => {
      complaints.push(`asked for ${route.request().url()}`);
      return route.abort();
    },
  );
  await page.goto(`${origin}${path}`);
  const done = async (name) => {
    if (SCREENSHOT && name) await page.screenshot({ path: SCREENSHOT.replace(/(\.png)?$/, `-${name}.png`) });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    assert.deepEqual(violations.filter(({ impact }) => ['serious', 'critical'].includes(impact)).map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html)}`), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    assert.deepEqual(complaints, []);
    await context.close();
  };
  return { context, page, panel: page.getByRole('complementary', { name: 'Details' }), done };
}

/** Counts the clicks that lead from the empty page to an answer. */
function clicker() {
  let clicks = 0;
  const click = async (locator) => {
    clicks++;
    await locator.click();
  };
  return { click, count: () => clicks };
}

for (const [name, options] of [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true }],
]) {
  test(`who met Baradar, where, and who says so, in at most five clicks (${name})`, async () => {
    const { page, panel, done } = await open(options);
    const { click, count } = clicker();
    await page.getByRole('heading', { name: 'Who met whom' }).waitFor();
    await click(page.getByRole('combobox', { name: 'Search everything' }));
    await page.keyboard.type('baradar');
    await click(page.getByRole('option', { name: /^Abdul Ghani Baradar/ }));
    // Who, how often and when, and where.
    const met = panel.locator('section').filter({ has: page.getByRole('heading', { name: /^Met/ }) });
    const row = met.getByRole('listitem').filter({ hasText: 'Kenneth McKenzie' });
    await row.getByText('once, 15 August 2021').waitFor();
    await row.getByRole('button', { name: 'at Doha' }).waitFor();
    await click(row.getByRole('button', { name: 'who says so?' }));
    // Who says so: from the report over the newspaper to an official without a name, with the hedge as it is written.
    const chain = panel.getByRole('list', { name: /^Chain: passed on 2 times, first said by a US official, through 1 unnamed source/ }).first();
    await chain.waitFor();
    assert.deepEqual(await chain.locator('.who .go').allInnerTexts(), ['Report on the fall of Kabul', 'The Washington Post', 'a US official']);
    assert.equal(await chain.locator('mark.hedge').first().innerText(), '“reportedly”');
    assert.equal(await chain.locator('li[data-unnamed=true] .sign').innerText(), '? unnamed');
    await panel.getByText('2 independent origins in 2 documents.').waitFor();
    assert.ok(count() <= 5, `it took ${count()} clicks`);
    await done(`who-says-so-${name}`);
  });
}

test('the chain is laid out as a chain in the picture, alone bright, and undone in one step', async () => {
  const { page, panel, done } = await open({ path: '/#n=claim:two-options' });
  await page.getByRole('application').focus();
  await page.keyboard.press('ArrowLeft');
  await panel.getByRole('heading', { name: /^There is a problem with two ways out/ }).waitFor();
  await panel.getByText('In 2 documents, which go back to one and the same origin.', { exact: true }).waitFor();
  await panel.getByRole('button', { name: 'Show the chain' }).click();
  await page.getByText('The chain: passed on 3 times, first said by Abdul Ghani Baradar, through 1 unnamed source').waitFor();
  // Pinned where it stands: the statements of the chain in one row.
  await page.waitForFunction(() => location.hash.includes('pin='));
  const pins = decodeURIComponent(/pin=([^&]*)/.exec(await page.evaluate(() => location.hash))[1]);
  const rows = [...pins.matchAll(/assertion:two-options:\d[^-\d]*?(-?[\d.]+)[^-\d]+(-?[\d.]+)/g)].map(([, , y]) => y);
  assert.equal(rows.length, 4, pins);
  assert.equal(new Set(rows).size, 1, pins);
  await page.locator('.status', { hasText: /^10 things/ }).waitFor();
  await page.getByRole('button', { name: 'Show all bright again' }).click();
  await page.getByText(/^The chain: /).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('.status', { hasText: /^1 thing/ }).waitFor();
  await done();
});

test('a path from one to another, with who says so on each hop, filtered, and none where there is none', async () => {
  const { page, panel, done } = await open();
  await page.getByRole('button', { name: 'How are two connected?' }).click();
  const end = async (label, text, name) => {
    await panel.getByRole('combobox', { name: label, exact: true }).fill(text);
    await panel.getByRole('option', { name }).first().click();
  };
  await end('From', 'baradar', 'Abdul Ghani Baradar Person');
  await end('To', 'haqqani', 'Muhammad Nasir Haqqani Person');
  await panel.getByRole('button', { name: 'Find paths' }).click();
  const first = panel.locator('.paths > li').first();
  await first.getByText('2 steps: Taliban').waitFor();
  assert.match(await first.locator('.hop').first().innerText(), /belongs to, political leader[^]*On the word of Report on the fall of Kabul; 1 origin\./);
  await first.getByRole('button', { name: 'Add to the picture' }).click();
  await page.getByText('The path: Abdul Ghani Baradar → Taliban → Muhammad Nasir Haqqani').waitFor();
  await page.locator('.status', { hasText: /^3 things/ }).waitFor();
  await first.getByRole('button', { name: 'who says so?' }).first().click();
  await panel.getByRole('heading', { name: /Abdul Ghani Baradar belongs to Taliban/ }).waitFor();
  await panel.locator('.statements .chain').first().waitFor();

  await panel.getByRole('button', { name: 'Find a path' }).click();
  await panel.getByText('What may lie between').click();
  await panel.getByRole('button', { name: 'who met whom only' }).click();
  await panel.getByRole('button', { name: 'Find paths' }).click();
  await panel.getByText('No path leads from Abdul Ghani Baradar to Muhammad Nasir Haqqani').waitFor();
  await done('path');
});

test('a step by which two met says when', async () => {
  const { panel, done } = await open({ path: '/#side=paths&from=person:abdul-ghani-baradar&to=person:kenneth-mckenzie&by=MET&asked=1' });
  await panel.locator('.hop', { hasText: /^met, 15 August 2021/ }).first().waitFor();
  await done();
});

test('a search for paths can be given up, and a failure tried again', async () => {
  const { context, page, panel, done } = await open({ path: '/#n=person:abdul-ghani-baradar' });
  await page.getByRole('application').focus();
  await page.keyboard.press('ArrowLeft');
  await panel.getByRole('button', { name: 'Path from here' }).click();
  await panel.getByRole('combobox', { name: 'To', exact: true }).fill('biden');
  await panel.getByRole('option', { name: 'Joe Biden Person' }).click();
  const asked = (route) => route.request().postDataJSON().query.includes('query Paths');
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const hold = async (route) => {
    if (asked(route)) await held;
    await route.continue().catch(() => {});
  };
  await context.route('**/graphql', hold);
  await panel.getByRole('button', { name: 'Find paths' }).click();
  await panel.getByText('Looking for paths …').waitFor();
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await panel.getByText('The search was given up.').waitFor();
  release();
  await context.unroute('**/graphql', hold);
  const refuse = (route) => (asked(route) ? route.fulfill({ json: { errors: [{ message: 'the query is too deep', extensions: { code: 'BAD_USER_INPUT' } }], data: null } }) : route.continue());
  await context.route('**/graphql', refuse);
  await panel.getByRole('button', { name: 'Find paths' }).click();
  await panel.getByText('The query is too deep.').waitFor();
  await context.unroute('**/graphql', refuse);
  await panel.getByRole('button', { name: 'Try again' }).click();
  await panel.locator('.paths > li').first().waitFor();
  await done();
});

test('meetings fold into who met whom and are opened again, and surroundings tell what they leave out', async () => {
  const { page, panel, done } = await open({ path: '/#n=meeting:doha-2021-08-15,person:abdul-ghani-baradar,person:kenneth-mckenzie' });
  const relations = page.getByRole('complementary', { name: 'Legend and filter' });
  await relations.getByRole('checkbox', { name: /^took part/ }).waitFor();
  await page.getByRole('group', { name: 'Views of the scene' }).getByRole('button', { name: 'List' }).click();
  await page.getByRole('gridcell', { name: 'Meeting in Doha' }).click();
  await panel.getByRole('button', { name: 'Fold into who met whom' }).click();
  await relations.getByRole('checkbox', { name: /^met/ }).waitFor();
  await page.getByRole('option', { name: /^Abdul Ghani Baradar met Kenneth McKenzie\s+met, 15 August 2021$/ }).waitFor();
  await page.getByRole('gridcell', { name: 'Kenneth McKenzie' }).click();
  await panel.getByRole('button', { name: 'show the meeting with Abdul Ghani Baradar' }).click();
  await relations.getByRole('checkbox', { name: /^took part/ }).waitFor();
  await panel.getByText('Open its surroundings').click();
  await panel.getByLabel('Steps away').selectOption('3');
  await panel.getByLabel('At most').selectOption('25');
  await panel.getByRole('button', { name: 'Open', exact: true }).click();
  await panel.getByText(/^The 24 best connected are in the picture; \d+ were left out\.$/).waitFor();
  // Where both were at one time, and who says so of each.
  await panel.getByRole('combobox', { name: /^with/ }).selectOption('Abdul Ghani Baradar');
  await panel.getByText('That both were there does not say that they met.').waitFor();
  await panel.getByRole('button', { name: 'why Kenneth McKenzie?' }).first().click();
  await panel.getByRole('heading', { name: /Kenneth McKenzie took part in Meeting in Doha/ }).waitFor();
  await done();
});

test('where nobody differs it is said, and what that means', async () => {
  const { page, panel, done } = await open();
  await page.getByRole('button', { name: 'Where do accounts differ?' }).click();
  await panel.getByText(/^No claim is denied or contradicted by another/).waitFor();
  await done();
});

for (const colorScheme of ['light', 'dark']) {
  test(`accounts that differ stand side by side, each with who stands by it (${colorScheme})`, async () => {
    const { page, panel, done } = await open({ url: PARLEY_DISPUTED_URL, colorScheme });
    await page.getByRole('button', { name: 'Where do accounts differ?' }).click();
    const dispute = panel.locator('.differ > li').filter({ hasText: 'Ann went over the bridge on 4 May.' }).filter({ hasText: 'The bridge was closed in May.' });
    await dispute.getByRole('button', { name: 'Show who stands on each side' }).click();
    const sides = panel.getByRole('region', { name: 'Where accounts differ' }).locator('.side');
    await sides.first().waitFor();
    assert.deepEqual(await sides.locator('h4').allInnerTexts(), ['It is so', 'Instead', 'Instead']);
    await panel.locator('.sign[data-sign=disputed]').first().waitFor();
    await page.getByRole('complementary', { name: 'Legend and filter' }).getByText('disputed: somebody denies or contradicts it').waitFor();
    await panel.getByRole('button', { name: 'Where accounts differ' }).click();
    const denied = panel.locator('.differ > li').filter({ hasText: 'Bob paid the harbour in June.' });
    await denied.getByText('It is not so').waitFor();
    await denied.getByRole('button', { name: 'Show who stands on each side' }).click();
    await panel.getByRole('heading', { name: 'Bob paid the harbour in June.' }).waitFor();
    await sides.first().waitFor();
    assert.deepEqual(await sides.locator('h4').allInnerTexts(), ['It is so', 'It is not so']);
    assert.match(await sides.first().innerText(), /Bob Sample/);
    await done(`disputed-${colorScheme}`);
  });
}

test('what the panel cannot learn is a sentence with a way to try again', async () => {
  const { context, page, panel, done } = await open({ path: '/#n=claim:two-options' });
  const refuse = (route) =>
    route.request().postDataJSON().query.includes('query ClaimFile')
      ? route.fulfill({ json: { errors: [{ message: 'the answer is too large', extensions: { code: 'BAD_USER_INPUT' } }], data: null } })
      : route.continue();
  await context.route('**/graphql', refuse);
  await page.getByRole('application').focus();
  await page.keyboard.press('ArrowLeft');
  const alert = panel.getByRole('alert');
  await alert.getByText('The answer is too large.').waitFor();
  await context.unroute('**/graphql', refuse);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await panel.locator('.statements .chain').first().waitFor();
  await done();
});

test('a long list tells how many more there are, and is opened', async () => {
  const { page, panel, done } = await open({ path: '/#n=org:taliban' });
  await page.getByRole('application').focus();
  await page.keyboard.press('ArrowLeft');
  const about = panel.locator('section').filter({ has: page.getByRole('heading', { name: /^Claimed about it/ }) });
  const more = about.getByRole('button', { name: /^\d+ more: Claimed about it/ });
  const left = Number(/\d+/.exec(await more.innerText())[0]);
  const few = await about.getByRole('listitem').count();
  await more.click();
  await more.waitFor({ state: 'detached' });
  await about.getByRole('listitem').nth(few).waitFor();
  assert.equal(await about.getByRole('listitem').count(), few + left);
  await done();
});

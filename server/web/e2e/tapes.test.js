// The explorer on large data: the 22,723 conversations of the Nixon tapes.
//
//   PARLEY_TAPES_URL=http://127.0.0.1:8083 npm test
//
// PARLEY_TAPES_URL is a Parley whose store the tapes were loaded into; without it these tests, and nothing else, are skipped.
// How long the page worked without a pause, and how soon it was painted, is told and decides nothing.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { test } from 'node:test';
import { ask, counts, find, open, picture, rest, serious } from './page.js';

const { PARLEY_TAPES_URL } = process.env;
const options = { skip: PARLEY_TAPES_URL ? false : 'set PARLEY_TAPES_URL to a Parley with the tapes' };
const origin = PARLEY_TAPES_URL && new URL(PARLEY_TAPES_URL).origin;

/** Has the page note its long tasks, and when it was painted first. */
const watched = () => {
  globalThis.long = [];
  new PerformanceObserver((list) => globalThis.long.push(...list.getEntries().map(({ startTime, duration }) => [Math.round(startTime), Math.round(duration)]))).observe({ type: 'longtask', buffered: true });
};

/** A page that takes what draws for a graphics card. How long that takes says nothing: a card is a hundred times as fast. */
const card = `for (const type of [WebGLRenderingContext, WebGL2RenderingContext]) {
    const getParameter = type.prototype.getParameter;
    type.prototype.getParameter = function (name) { return name === 0x9246 ? 'a card of the test' : getParameter.call(this, name); };
  }`;

/** The tasks that held the page up after its first second, in words. */
async function heldUp(page) {
  const long = await page.evaluate(() => globalThis.long.filter(([start]) => start > 1000).map(([, length]) => length));
  const above = long.filter((length) => length > 100);
  return `after the first second ${above.length} tasks above 100 ms, the longest ${Math.max(0, ...long)} ms; those above 50 ms: ${JSON.stringify(long)}`;
}

async function known() {
  const data = await ask(origin, '{ search(text: "Kissinger Henry", first: 1) { nodes { id } } }');
  return data.search.nodes[0].id;
}

/** A scene of so many things around Kissinger. */
async function large(limit) {
  const where = '{relations: [ATTENDED, HELD_AT]}';
  const query = `query ($around: [ID!]!, $limit: Int!) { subgraph(around: $around, depth: 2, limit: $limit, where: ${where}) { nodes { id } } }`;
  const { subgraph } = await ask(origin, query, { around: [await known()], limit });
  return `/#n=${subgraph.nodes.map(({ id }) => encodeURIComponent(id)).join(',')}`;
}

/** A scene of 2,000 things and some 4,000 relations: what was said between two with Kissinger's there, who said so and where it is written. */
async function loose() {
  const query = 'query ($around: [ID!]!, $relations: [RelationType!]) { subgraph(around: $around, depth: 1, limit: 2000, where: {relations: $relations}) { nodes { id kind degree } } }';
  const around = async (around, ...relations) => (await ask(origin, query, { around, relations })).subgraph.nodes;
  const ids = (nodes, kind) => nodes.filter((node) => node.kind === kind).map(({ id }) => id);
  const between = (await around([await known()], 'ATTENDED')).filter(({ degree }) => degree === 4);
  const met = await around(ids(between, 'MEETING').slice(0, 500), 'ATTENDED', 'HELD_AT', 'ABOUT');
  const said = await around(ids(met, 'CLAIM'), 'ASSERTS');
  const written = await around(ids(said, 'ASSERTION'), 'APPEARS_IN');
  const all = new Set([...met, ...said, ...written].map(({ id }) => id));
  return `/#n=${[...all].slice(0, 2_000).map(encodeURIComponent).join(',')}`;
}

test('2,000 things are drawn as by a graphics card, found in and filtered', options, async () => {
  const { page, done } = await open(origin, { path: await large(2_000), script: card, reducedMotion: 'reduce' });
  page.setDefaultTimeout(60_000);
  await page.locator('.status', { hasText: /^2,000 things/ }).waitFor();
  await rest(page);
  const { nodes, edges } = await counts(page);
  assert.equal(nodes, 2_000);
  assert.ok(edges >= 4_000, `there are ${edges} relations`);
  await picture(page, 'tapes-2000');
  // It is still a page: something is found in it, and it is filtered.
  await page.keyboard.press('f');
  await page.keyboard.type('haldeman');
  await page.keyboard.press('Enter');
  await page.locator('.panel h2', { hasText: 'Haldeman' }).waitFor();
  await page.getByRole('checkbox', { name: /^Meetings/ }).focus();
  await page.keyboard.press('Space');
  await page.waitForFunction(() => !document.querySelector('.status').textContent.startsWith('2,000 '));
  await page.keyboard.press('3');
  await page.getByRole('grid', { name: 'Things' }).waitFor();
  assert.deepEqual(await serious(page), []);
  await done();
});

test('where no graphics card draws, a scene ends at 1,500 things, or on demand at 2,000, and the page goes on answering', options, async (t) => {
  const { page, done } = await open(origin, { path: await large(2_000), script: `(${watched})()` });
  page.setDefaultTimeout(60_000);
  await page.getByText('500 were left out').waitFor();
  await page.locator('.status', { hasText: /^1,500 things/ }).waitFor();
  await rest(page);
  // The lines are drawn elsewhere, and come a moment later: over all of the picture.
  await page.waitForFunction(() => {
    const lines = document.querySelector('.sigma-lines');
    return lines.style.visibility === '' && new DOMMatrix(getComputedStyle(lines).transform).isIdentity;
  });
  await page.locator('.sigma-nodes').waitFor();
  const layers = await page.evaluate(() => ['.sigma-lines', '.sigma-nodes'].map((layer) => JSON.stringify(document.querySelector(layer).getBoundingClientRect())));
  assert.equal(layers[0], layers[1]);
  const covered = await page.evaluate(() => {
    const lines = document.querySelector('.sigma-lines');
    const paper = new OffscreenCanvas(100, 100).getContext('2d');
    paper.drawImage(lines, 0, 0, 100, 100);
    const { data } = paper.getImageData(0, 0, 100, 100);
    return Array.from({ length: 100 }, (_, y) => y).filter((y) => data.subarray(y * 400, y * 400 + 400).some((value, i) => i % 4 === 3 && value > 0)).length;
  });
  assert.ok(covered > 60, `${covered} of 100 rows of the picture have lines`);
  await picture(page, 'tapes-1500-software');
  t.diagnostic(`1,500 things laid out: ${await heldUp(page)}`);
  await page.getByRole('button', { name: 'Show up to 2,000' }).click();
  await page.locator('.status', { hasText: /^2,000 things/ }).waitFor();
  await rest(page);
  assert.ok((await counts(page)).edges >= 4_000);
  await picture(page, 'tapes-2000-software');
  t.diagnostic(`and 2,000: ${await heldUp(page)}`);
  // What the reader does with it is answered at once, too.
  const { x, y, width, height } = await page.locator('.canvas').boundingBox();
  for (let i = 0; i < 20; i++) await page.mouse.move(x + width / 2 - 100 + i * 10, y + height / 2 + i * 3);
  await page.mouse.wheel(0, -200);
  await page.getByRole('button', { name: 'Show the whole picture' }).click();
  await page.getByRole('checkbox', { name: /^Meetings/ }).click();
  await page.locator('.status', { hasText: /^\d{2,3} things/ }).waitFor();
  await page.getByRole('checkbox', { name: /^Meetings/ }).click();
  await page.locator('.status', { hasText: /^2,000 things/ }).waitFor();
  await rest(page);
  t.diagnostic(`and pointed at, zoomed and filtered: ${await heldUp(page)}`);
  await done();
});

test('2,000 things and 4,000 relations are laid out', options, async (t) => {
  const { page, done } = await open(origin, { path: await loose(), script: `(${watched})()` });
  page.setDefaultTimeout(60_000);
  await page.locator('.status', { hasText: /^1,500 things/ }).waitFor();
  await rest(page);
  t.diagnostic(`${await page.locator('.status').innerText()}: ${await heldUp(page)}`);
  await page.getByRole('button', { name: 'Show up to 2,000' }).click();
  await page.locator('.status', { hasText: /^2,000 things/ }).waitFor();
  await rest(page);
  const { edges } = await counts(page);
  assert.ok(edges >= 4_000 && edges < 4_500, `there are ${edges} relations`);
  await page.locator('.sigma-nodes').waitFor();
  await picture(page, 'tapes-2000-loose');
  t.diagnostic(`and ${await page.locator('.status').innerText()}: ${await heldUp(page)}`);
  await done();
});

test('which people connect Kissinger with somebody is found in at most five clicks from the empty page', options, async () => {
  const { page, done } = await open(origin);
  page.setDefaultTimeout(60_000);
  let clicks = 0;
  const click = async (what, options) => {
    clicks++;
    await what.click(options);
  };
  await page.keyboard.press('/');
  await page.keyboard.type('kissinger');
  await click(page.getByRole('option', { name: /Kissinger, Henry/ }).first());
  await page.locator('.panel h2', { hasText: 'Kissinger, Henry' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('shultz');
  await click(page.getByRole('option', { name: /Shultz, George/ }).first());
  await page.locator('.panel h2', { hasText: 'Shultz, George' }).waitFor();
  await page.keyboard.press('Control+a');
  await click(page.getByRole('button', { name: 'Who connects them?' }));
  const said = page.getByRole('status').filter({ hasText: /are joined with both/ });
  await said.waitFor();
  assert.match(await said.innerText(), /closest are in the picture, [\d,]+ more are not/);
  assert.ok((await rest(page)) > 10);
  const legend = page.getByRole('complementary', { name: 'Legend and filter' });
  assert.ok((await legend.getByRole('checkbox', { name: /^People/ }).count()) === 1);
  await page.locator('.switch', { hasText: /^People/ }).waitFor();
  await picture(page, 'tapes-connect');
  assert.ok(clicks <= 5, `${clicks} clicks`);
  await done();
});

test('the busiest person is opened a step at a time, the best connected first, and says how many more there are', options, async () => {
  const { page, done } = await open(origin);
  page.setDefaultTimeout(60_000);
  await find(page, 'nixon richard', 'Nixon, Richard M. (President)');
  await page.keyboard.press('Enter');
  const more = page.getByRole('status').filter({ hasText: /40 neighbours opened, the best connected first\. [\d,]+ more\./ });
  await more.waitFor();
  await more.getByRole('button', { name: 'Open more' }).click();
  await page.waitForFunction(() => Number.parseInt(document.querySelector('.status').textContent, 10) === 81);
  await picture(page, 'tapes-nixon');
  await done();
});

test('who met whom is on the time line from first to last, and a window is held to all their meetings', options, async () => {
  const names = ['Haldeman', 'Kissinger', 'Ehrlichman', 'Shultz', 'Haig', 'Timmons'];
  const found = await ask(origin, `{ ${names.map((name) => `${name}: search(text: "${name}", kinds: [PERSON], first: 1) { nodes { id } }`).join(' ')} }`);
  const ids = names.map((name) => found[name].nodes[0].id);
  const [from, to] = ['1972-03-21T00:00:00Z', '1972-03-31T23:59:59Z'];
  const query = `query ($ids: [ID!]!, $when: Window) { subgraph(around: $ids, depth: 0, where: {relations: [MET], when: $when}) { edges { id } } }`;
  const all = (await ask(origin, query, { ids })).subgraph.edges.length;
  const then = (await ask(origin, query, { ids, when: { within: `${from}/${to}`, match: 'CERTAIN' } })).subgraph.edges.length;
  assert.ok(0 < then && then < all, `${then} of ${all} met within the window`);
  const { page, done } = await open(origin, { path: `/#n=${ids.map(encodeURIComponent).join(',')}&t=${Date.parse(from)},${Date.parse(to)},certain` });
  page.setDefaultTimeout(60_000);
  await page.locator('.status', { hasText: `6 things · ${then} relations` }).waitFor();
  const mark = page.getByRole('option', { name: /^Haldeman.* met Kissinger.* [\d,]+ times\s+met, first 16 February 1971.*, last .* 1973/ });
  await mark.click();
  await page.locator('.panel', { hasText: /In \d+ meetings.*First 16 February 1971.*One between them was within the time window/s }).waitFor();
  await page.locator('.panel .statements > li').first().waitFor();
  assert.deepEqual(await serious(page), []);
  await picture(page, 'tapes-met');
  await page.getByRole('button', { name: 'All of time' }).click();
  await page.locator('.status', { hasText: `6 things · ${all} relations` }).waitFor();
  await done();
});

test('the empty page is there soon, and small', options, async (t) => {
  const { page, done } = await open(origin, { script: `(${watched})()` });
  await page.getByRole('heading', { name: 'Who met whom' }).waitFor();
  const painted = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const sizes = [];
  for (const name of loaded.filter((name) => name.includes('/assets/'))) {
    sizes.push([name.split('/').at(-1), gzipSync(Buffer.from(await (await fetch(name)).arrayBuffer())).length]);
  }
  t.diagnostic(`painted after ${Math.round(painted)} ms; gzip: ${sizes.map(([name, size]) => `${name} ${size}`).join(', ')}; in all ${sizes.reduce((sum, [, size]) => sum + size, 0)}`);
  await page.locator('.questions button').nth(0).waitFor();
  await picture(page, 'tapes-start');
  await page.locator('.questions button').nth(0).click();
  await page.locator('.panel h2').waitFor();
  assert.equal(await rest(page), 25);
  await page.getByText(/^These are the 24 met most often; [\d,]+ more can be opened from there\.$/).waitFor();
  await picture(page, 'tapes-question');
  // Those whom the busiest met most often are in the picture, and no others.
  const chosen = await page.evaluate(() => /sel=([^&]+)/.exec(location.hash)[1]);
  const { node } = await ask(origin, 'query ($id: ID!) { node(id: $id) { id ... on Agent { metWith(first: 24) { nodes { id } } } } }', { id: chosen });
  const shown = await page.evaluate(() => JSON.parse(sessionStorage.getItem('parley.places')).map(([id]) => id));
  assert.deepEqual(shown.sort(), [node.id, ...node.metWith.nodes.map(({ id }) => id)].sort());
  await done();
});

// What the explorer can do, each as a person would do it, with the built-in data and with the Nixon tapes.
//
//   PARLEY_URL=http://127.0.0.1:8080 PARLEY_TAPES_URL=http://127.0.0.1:8083 npm test
//
// CHROMIUM is the browser (/usr/bin/chromium); SCREENSHOTS, if set, is a folder to leave pictures in. PARLEY_TAPES_URL is a
// Parley whose store the tapes were loaded into; without it what is tried on them, and nothing else, is skipped.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test as node } from 'node:test';
import { ask, counts, find, open as openAt, picture, places, rest, serious, settled } from './page.js';

const { PARLEY_URL, PARLEY_TAPES_URL } = process.env;
assert.ok(PARLEY_URL, 'PARLEY_URL is not set: start Parley and give its address, such as http://127.0.0.1:8080');
const hash = (page) => page.evaluate(() => location.hash);

/** What is asked for by name in each data. */
const sets = [
  {
    data: 'the fall of Kabul',
    url: PARLEY_URL,
    // The name of something: its beginning, the rest, and all of it.
    typed: ['kab', 'ul palace', 'Kabul palace'],
    // Somebody who took part in so many meetings, and somebody else who is not beside him.
    somebody: ['mcken', 'Kenneth McKenzie', 1],
    other: ['biden', 'Joe Biden'],
    from: ['baradar', 'Abdul Ghani Baradar'],
    to: ['haqqani', 'Muhammad Nasir Haqqani'],
    // A kind of event, and the name of a place that has the most.
    kind: 'Incidents',
    place: 'Kabul',
    happened: /takeover|palace|gate|blast|airport/i,
    // A word in several names of the scene around it.
    found: 'kabul',
    undated: true,
    origins: /independent origin|one and the same origin/,
    hedge: '“reportedly”',
    window: [Date.UTC(2021, 7, 14), Date.UTC(2021, 7, 27)],
  },
  {
    data: 'the Nixon tapes',
    url: PARLEY_TAPES_URL,
    skip: PARLEY_TAPES_URL ? false : 'set PARLEY_TAPES_URL to a Parley with the tapes',
    typed: ['nix', 'on richard', 'Nixon, Richard M. (President)'],
    somebody: ['downey', 'Downey, William', 4],
    other: ['friedman milton', 'Friedman, Milton'],
    from: ['kissinger henry', 'Kissinger, Henry A.'],
    to: ['downey', 'Downey, William'],
    kind: 'Meetings',
    place: 'Oval Office',
    happened: /conversation/i,
    found: 'conversation',
    origins: /One origin: nobody else says so independently/,
    window: [Date.UTC(1971, 1, 16), Date.UTC(1971, 2, 1)],
  },
];

/** The scene of the place with the most events, at rest; and how many things it has. */
async function around(origin, options) {
  const opened = await openAt(origin, options);
  await opened.page.locator('.questions button').nth(2).click();
  await opened.page.locator('.panel h2').waitFor();
  return { ...opened, all: await rest(opened.page) };
}

/** Where the pointer is over a node, on the page. */
async function nodeAt(page) {
  const { x, y, width, height } = await page.locator('.canvas').boundingBox();
  for (let down = 0.5; down < 0.9; down += 0.02) {
    for (let across = 0.3; across < 0.6; across += 0.01) {
      await page.mouse.move(x + width * across, y + height * down);
      if (await page.locator('.canvas.over').count()) return [x + width * across, y + height * down];
    }
  }
  return assert.fail('no node is found');
}

for (const { data, url, skip = false, ...words } of sets) {
  const origin = url && new URL(url).origin;
  const open = (options) => openAt(origin, options);
  const scene = (options) => around(origin, options);
  const test = (name, act) => node(`${data}, ${name}`, { skip }, act);

  test('1: search finds every kind as one types, and says where it is', async () => {
    const { page, done } = await open();
    await page.keyboard.press('/');
    const [begun, more, name] = words.typed;
    await page.keyboard.type(begun);
    const kinds = page.getByRole('option').locator('.sub');
    await kinds.first().waitFor();
    const found = new Set((await kinds.allInnerTexts()).map((text) => text.split(' · ')[0]));
    assert.ok(found.size >= 3, [...found].join(', '));
    await page.keyboard.type(more);
    await page.getByRole('option', { name }).first().click();
    await settled(page, 1);
    await page.keyboard.press('/');
    await page.keyboard.type(begun + more);
    await page.getByRole('option', { name }).filter({ hasText: 'in the picture' }).waitFor();
    await done();
  });

  test('2: a double click opens in place, and what was there stays where it was', async () => {
    const { page, done } = await open({ reducedMotion: 'reduce' });
    const [text, name] = words.somebody;
    await find(page, text, name);
    await page.mouse.dblclick(...(await nodeAt(page)));
    await page.waitForFunction(() => Number.parseInt(document.querySelector('.status').textContent, 10) > 1);
    const opened = await rest(page);
    // Something at the rim opens less than there is.
    await find(page, ...words.other);
    await settled(page, opened + 1);
    const before = new Map(await places(page));
    await page.keyboard.press('Enter');
    await page.waitForFunction((many) => Number.parseInt(document.querySelector('.status').textContent, 10) > many, opened + 1);
    const all = await rest(page);
    await page.waitForFunction((many) => JSON.parse(sessionStorage.getItem('parley.places')).length === many, all);
    const now = new Map(await places(page));
    assert.ok(all <= 2 * (opened + 1), `${all} things: most of them are new`);
    assert.deepEqual([...before.keys()].map((id) => now.get(id)), [...before.values()]);
    await done();
  });

  test('3: what can be opened is counted by relation and kind before it opens', async () => {
    const { page, done } = await open();
    const [text, name, meetings] = words.somebody;
    await find(page, text, name);
    await page.mouse.click(...(await nodeAt(page)), { button: 'right' });
    await page.getByRole('menu').getByRole('menuitem', { name: new RegExp(`^took part in meetings? ${meetings}$`) }).click();
    await settled(page, 1 + meetings);
    await done();
  });

  test('4, 5: a path from one to another is found, with what stands behind each step, and is bright alone', async () => {
    const { page, done } = await scene();
    const panel = page.getByRole('complementary', { name: 'Details' });
    await panel.getByRole('button', { name: 'Find a path' }).click();
    for (const [label, [text, name]] of [['From', words.from], ['To', words.to]]) {
      await panel.getByRole('combobox', { name: label, exact: true }).fill(text);
      await panel.getByRole('option', { name }).first().click();
    }
    await panel.getByRole('button', { name: 'Find paths' }).click();
    const path = panel.locator('.paths > li').first();
    assert.match(await path.locator('.hop').first().innerText(), /On the word of [^]+ origins?\./);
    await path.getByRole('button', { name: 'Add to the picture' }).click();
    await page.getByText(`The path: ${words.from[1]} → `).waitFor();
    const bright = page.getByRole('button', { name: 'Show all bright again' });
    await bright.waitFor();
    await rest(page);
    await picture(page, `path-${data.replaceAll(' ', '-')}`);
    await bright.click();
    await bright.waitFor({ state: 'detached' });
    await path.getByRole('button', { name: 'who says so?' }).first().click();
    await panel.locator('.statements .chain').first().waitFor();
    await done();
  });

  test('6: a relation that is switched off is off in every view and in what is opened, and that shows', async () => {
    const { page, all, done } = await scene();
    const legend = page.getByRole('complementary', { name: 'Legend and filter' });
    const { edges } = await counts(page);
    const meetings = legend.locator('.switch', { hasText: 'Meetings' }).locator('.count');
    const met = async () => ((await meetings.count()) === 0 ? 0 : Number.parseInt(await meetings.innerText(), 10));
    const before = await met();
    await legend.getByRole('checkbox', { name: /^took part/ }).uncheck();
    await page.waitForFunction((many) => Number(/· (\d+) rel/.exec(document.querySelector('.status').textContent)[1]) < many, edges);
    const left = (await counts(page)).edges;
    await page.getByRole('button', { name: 'List' }).click();
    await page.getByRole('tab', { name: new RegExp(`^Connections ${left}$`) }).waitFor();
    await page.getByRole('button', { name: 'Graph' }).click();
    const [text, name] = words.somebody;
    await find(page, text, name);
    await page.keyboard.press('Enter');
    await page.waitForFunction((many) => Number.parseInt(document.querySelector('.status').textContent, 10) > many, all + 1);
    await rest(page);
    assert.equal(await legend.getByRole('checkbox', { name: /^took part/ }).isChecked(), false);
    assert.equal(await met(), before, 'a meeting that he took part in is opened');
    await legend.getByRole('button', { name: 'Show all' }).click();
    await page.waitForFunction((many) => Number(/· (\d+) rel/.exec(document.querySelector('.status').textContent)[1]) > many, left);
    await page.keyboard.press('Enter');
    await meetings.filter({ hasText: new RegExp(`^(?!${before}$)\\d+$`) }).waitFor();
    assert.ok((await met()) > before);
    await done();
  });

  test('7: the legend is the filter, and its counts are those of what is shown', async () => {
    const { page, all, done } = await scene();
    const legend = page.getByRole('complementary', { name: 'Legend and filter' });
    const row = legend.locator('.switch', { hasText: words.kind });
    const there = Number((await row.locator('.count').innerText()).replaceAll(',', ''));
    await row.getByRole('checkbox').uncheck();
    await settled(page, all - there);
    assert.equal(await row.locator('.count').innerText(), `0 / ${there}`);
    await legend.getByRole('button', { name: 'Show all' }).click();
    await settled(page, all);
    await row.hover();
    await row.getByRole('button', { name: `Show only: ${words.kind}` }).click();
    await settled(page, there);
    await done();
  });

  test('8: a window is drawn on the time line and played; what has no date stays, and is listed apart', async () => {
    const { events, claims } = await ask(origin, '{ events(first: 100) { nodes { id } } claims(first: 100) { nodes { id } } }');
    const ids = [...events.nodes, ...claims.nodes].map(({ id }) => id);
    const { page, done } = await open({ path: `/#n=${ids.map(encodeURIComponent).join(',')}` });
    await settled(page, ids.length);
    const bars = await page.locator('.timeline-histogram').boundingBox();
    await page.mouse.move(bars.x + bars.width * 0.45, bars.y + 20);
    await page.mouse.down();
    await page.mouse.move(bars.x + bars.width * 0.5, bars.y + 20, { steps: 8 });
    await page.mouse.up();
    const says = page.locator('.timeline-says');
    await page.getByRole('button', { name: 'All of time' }).waitFor();
    const some = (await counts(page)).nodes;
    assert.ok(some < ids.length, `${some} of ${ids.length} are left`);
    const before = await says.innerText();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.waitForFunction((was) => document.querySelector('.timeline-says').textContent !== was, before);
    await page.getByRole('button', { name: 'Pause' }).or(page.getByRole('button', { name: 'Play', exact: true })).click();
    if (words.undated) {
      await page.getByText(/^\d+ without a date/).click();
      const undated = page.locator('.timeline .apart li button').first();
      await undated.click();
      await page.locator('.panel h2', { hasText: await undated.innerText() }).waitFor();
    } else assert.equal(await page.getByText(/^\d+ without a date/).count(), 0);
    await page.getByRole('button', { name: 'All of time' }).click();
    await settled(page, ids.length);
    await done();
  });

  test('9: the map shows the same scene, and what is chosen on it is chosen everywhere', async () => {
    const { page, done } = await scene();
    await page.getByRole('group', { name: 'Views of the scene' }).getByRole('button', { name: 'Map' }).click();
    const place = page.locator('.stage').getByRole('button', { name: words.place }).first();
    await place.click();
    const here = page.getByRole('complementary', { name: 'What is here' });
    const first = here.getByRole('button').filter({ hasText: words.happened }).first();
    const name = (await first.innerText()).split('\n')[0];
    await first.click();
    await page.waitForFunction(() => location.hash.includes('sel='));
    await page.keyboard.press('1');
    await page.locator('.panel h2').waitFor();
    assert.ok(name.includes((await page.locator('.panel h2').innerText()).slice(0, 10)), name);
    await done();
  });

  test('10: a claim has its sources, who said it and how sure they were', async () => {
    const { page, done } = await open();
    await page.locator('.questions button').nth(1).click();
    const panel = page.getByRole('complementary', { name: 'Details' });
    await panel.getByRole('list', { name: /^Chain: / }).first().waitFor();
    assert.match(await panel.innerText(), words.origins);
    if (words.hedge) assert.equal(await panel.locator('mark.hedge').first().innerText(), words.hedge);
    else assert.equal(await panel.locator('mark.hedge').count(), 0);
    await done();
  });

  test('11: what the filter leaves out can be faded instead', async () => {
    const { page, all, done } = await scene();
    const legend = page.getByRole('complementary', { name: 'Legend and filter' });
    await legend.getByRole('checkbox', { name: new RegExp(`^${words.kind}`) }).uncheck();
    await page.waitForFunction((many) => Number.parseInt(document.querySelector('.status').textContent, 10) < many, all);
    await page.keyboard.press('v');
    await settled(page, all);
    assert.ok(await legend.getByRole('checkbox', { name: /^Fade the rest/ }).isChecked());
    assert.match(await hash(page), /fade=1/);
    await page.keyboard.press('v');
    await page.waitForFunction((many) => Number.parseInt(document.querySelector('.status').textContent, 10) < many, all);
    await done();
  });

  test('12: something is found in the picture, one after the other', async () => {
    const { page, done } = await scene();
    await page.keyboard.press('f');
    const field = page.getByRole('textbox', { name: 'Find in the picture' });
    await field.fill(words.found);
    const says = page.locator('.find [role=status]');
    await says.getByText(/^\d+ found$/).waitFor();
    const many = Number.parseInt(await says.innerText(), 10);
    assert.ok(many > 1);
    await page.keyboard.press('Enter');
    await says.getByText(`1 of ${many}`).waitFor();
    const first = await page.locator('.panel h2').innerText();
    await page.keyboard.press('Enter');
    await says.getByText(`2 of ${many}`).waitFor();
    assert.notEqual(await page.locator('.panel h2').innerText(), first);
    await page.getByRole('button', { name: 'Select all' }).click();
    await page.getByText(`${many} selected; the last:`).waitFor();
    await field.press('Escape');
    await field.waitFor({ state: 'detached' });
    await done();
  });

  test('13: all can be done by the keyboard, and ? tells how', async () => {
    const { page, all, done } = await scene();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keys' });
    const said = await help.locator('dd').allInnerTexts();
    for (const wanted of [/^Search/, /neighbour/, /Find/, /Pin/, /Hide/, /Undo/, /Redo/, /Fade/, /Select all others/, /view/, /Take it with you/]) {
      assert.ok(said.some((words) => wanted.test(words)), String(wanted));
    }
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+a');
    await page.getByText(`${all} selected; the last:`).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Nothing is selected' }).waitFor();
    // Arrows begin with the best connected, and walk on to its neighbours.
    await page.keyboard.press('ArrowRight');
    const name = page.locator('.panel h2');
    const first = await name.innerText();
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
      await page.keyboard.press(key);
      if ((await name.innerText()) !== first) break;
    }
    assert.notEqual(await name.innerText(), first);
    for (const [key, view] of [['2', 'map'], ['3', 'list']]) {
      await page.keyboard.press(key);
      await page.waitForFunction((part) => location.hash.includes(`view=${part}`), view);
    }
    await page.keyboard.press('1');
    await page.keyboard.press('y');
    await page.getByRole('region', { name: 'Timeline' }).waitFor({ state: 'detached' });
    await done();
  });

  test('14: every change of the picture is undone and done again', async () => {
    const { page, all, done } = await scene();
    const steps = [await hash(page)];
    const step = async (act) => {
      await act();
      await page.waitForFunction((was) => location.hash !== was, steps.at(-1));
      steps.push(await hash(page));
    };
    await step(() => page.keyboard.press('p'));
    await step(() => page.keyboard.press('h'));
    await settled(page, all - 1);
    await step(() => page.keyboard.press('v'));
    await step(() => page.getByRole('checkbox', { name: new RegExp(`^${words.kind}`) }).uncheck());
    await step(() => page.getByRole('checkbox', { name: /^Fold meetings/ }).check());
    // With many selected the address is packed, and what is not a change of the picture cannot be left out of it.
    await page.keyboard.press(all < 40 ? 'Control+a' : 'ArrowRight');
    const bare = (words) => words.replace(/&?(sel|t)=[^&]*/g, '');
    await page.keyboard.press('Delete');
    await page.waitForFunction((words) => location.hash.replace(/&?(sel|t)=[^&]*/g, '') !== words, bare(steps.at(-1)));
    const pictures = steps.map(bare);
    for (let i = steps.length - 1; i >= 0; i--) {
      await page.keyboard.press('Control+z');
      await page.waitForFunction((words) => location.hash.replace(/&?(sel|t)=[^&]*/g, '') === words, pictures[i]);
    }
    await settled(page, all);
    for (const words of pictures.slice(1)) {
      await page.keyboard.press('Control+Shift+z');
      await page.waitForFunction((wanted) => location.hash.replace(/&?(sel|t)=[^&]*/g, '') === wanted, words);
    }
    await done();
  });

  test('15: a line is drawn around things, which are hidden, brought back and inverted', async () => {
    const { page, all, done } = await scene();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Draw around things to select them' }).click();
    const { x, y, width, height } = await page.locator('.canvas').boundingBox();
    const corners = [[0.02, 0.02], [0.52, 0.02], [0.52, 0.97], [0.02, 0.97]];
    await page.mouse.move(x + corners[0][0] * width, y + corners[0][1] * height);
    await page.mouse.down();
    for (const [across, down] of corners) await page.mouse.move(x + across * width, y + down * height, { steps: 4 });
    await picture(page, 'lasso');
    await page.mouse.up();
    const bar = page.getByRole('toolbar', { name: 'What is selected' });
    await bar.waitFor();
    const many = Number.parseInt(await bar.innerText(), 10);
    assert.ok(many > 1 && many < all, `${many} of ${all}`);
    await bar.getByRole('button', { name: 'Invert' }).click();
    await bar.getByText(`${all - many} things selected`).waitFor();
    await bar.getByRole('button', { name: 'Hide' }).click();
    await settled(page, many);
    await page.getByRole('button', { name: `Bring back ${all - many} hidden` }).click();
    await settled(page, all);
    await page.keyboard.press('Control+a');
    await bar.getByText(`${all} things selected`).waitFor();
    await done();
  });

  test('16: what is dragged is pinned, and stays there when all else is arranged anew', async () => {
    const { page, done } = await open({ reducedMotion: 'reduce' });
    await find(page, ...words.other);
    const [x, y] = await nodeAt(page);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 40, y + 60, { steps: 6 });
    await page.mouse.up();
    await page.waitForFunction(() => location.hash.includes('pin='));
    const pin = /pin=[^&]*/.exec(await hash(page))[0];
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => Number.parseInt(document.querySelector('.status').textContent, 10) > 1);
    await page.keyboard.press('l');
    await rest(page);
    assert.equal(/pin=[^&]*/.exec(await hash(page))[0], pin);
    const [, [placeX, placeY]] = (await places(page)).find(([id]) => pin.includes(encodeURIComponent(id)) || pin.includes(id));
    const [, pinX, pinY] = decodeURIComponent(pin).split('@').map(Number);
    assert.ok(Math.hypot(placeX - pinX, placeY - pinY) < 1, `${placeX} ${placeY} is not ${pinX} ${pinY}`);
    await done();
  });

  test('17: the address is the scene: another browser opens it, with filter, window, view and what is selected', async () => {
    const { page, done } = await scene();
    await page.getByRole('checkbox', { name: new RegExp(`^${words.kind}`) }).uncheck();
    await page.keyboard.press('v');
    await page.keyboard.press('3');
    await page.waitForFunction(() => location.hash.includes('view=list'));
    await page.evaluate((t) => { location.hash += t; }, `&t=${words.window.join()},certain`);
    await page.getByText(/outside the time window|rows/).first().waitFor();
    const selected = await page.locator('.panel h2').innerText();
    const address = await hash(page);
    await done();
    const other = await open({ path: `/${address}` });
    await other.page.locator('.panel h2', { hasText: selected }).waitFor();
    await other.page.getByRole('grid', { name: 'Things' }).waitFor();
    assert.equal(await other.page.getByRole('checkbox', { name: new RegExp(`^${words.kind}`) }).isChecked(), false);
    assert.ok(await other.page.getByRole('checkbox', { name: /^Fade the rest/ }).isChecked());
    assert.equal(await other.page.getByRole('button', { name: 'Certainly' }).getAttribute('aria-pressed'), 'true');
    await other.done();
  });

  test('18: a view is saved under a name, and opened again from another scene', async () => {
    const { page, all, done } = await scene();
    await page.keyboard.press('s');
    await page.getByLabel('Name').fill('what happened');
    await page.keyboard.press('Enter');
    await page.getByText('The view is saved as “what happened”').waitFor();
    await page.getByRole('button', { name: 'Parley' }).click();
    await page.getByRole('button', { name: new RegExp(`what happened ${all} things`) }).click();
    await settled(page, all);
    await done();
  });

  test('19: picture and data are saved, and the data is opened again as it was', async () => {
    const { page, all, done } = await scene();
    await page.keyboard.press('p');
    const before = await hash(page);
    const files = {};
    await page.getByRole('button', { name: 'Take it with you' }).click();
    await page.getByRole('dialog', { name: 'Take it with you' }).getByText('This picture', { exact: true }).waitFor();
    await picture(page, 'take');
    assert.deepEqual(await serious(page), []);
    for (const [name, kind] of [['Picture (PNG)', 'png'], ['Drawing (SVG)', 'svg'], ['Data (JSON)', 'json']]) {
      const coming = page.waitForEvent('download');
      await page.getByRole('button', { name }).click();
      const download = await coming;
      assert.equal(download.suggestedFilename(), `parley.${kind}`);
      files[kind] = await download.path();
    }
    const png = await readFile(files.png);
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    assert.ok(png.readUInt32BE(16) > 600 && png.length > 20_000, 'the picture is small');
    const svg = await readFile(files.svg, 'utf8');
    if (process.env.SCREENSHOTS) await Promise.all([writeFile(`${process.env.SCREENSHOTS}/saved.png`, png), writeFile(`${process.env.SCREENSHOTS}/saved.svg`, svg)]);
    assert.equal(svg.match(/<text /g).length, all);
    assert.ok(svg.includes(words.place));
    const data = JSON.parse(await readFile(files.json, 'utf8'));
    assert.equal(data.nodes.length, all);
    assert.equal(Object.keys(data.places).length, all);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Parley' }).click();
    await page.getByRole('heading', { name: 'Who met whom' }).waitFor();
    await page.keyboard.press('e');
    await page.getByLabel('Open a file …').setInputFiles(files.json);
    await settled(page, all);
    await page.waitForFunction((words) => location.hash === words, before);
    await page.keyboard.press('e');
    const wrong = { name: 'other.json', mimeType: 'application/json', buffer: Buffer.from('{"nodes": []}') };
    await page.getByLabel('Open a file …').setInputFiles(wrong);
    await page.getByText('This file is not of a scene').waitFor();
    await done();
  });

  test('19: the questions behind each view open in the playground, and are answered there', async () => {
    const { context, page, done } = await scene();
    await page.keyboard.press('/');
    await page.keyboard.type(words.other[0]);
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Take it with you' }).click();
    const links = page.getByRole('link', { name: /^Open in GraphiQL: / });
    await links.first().waitFor();
    const names = (await links.evaluateAll((all) => all.map((link) => link.getAttribute('aria-label')))).map((name) => name.replace('Open in GraphiQL: ', ''));
    for (const wanted of ['This picture', /^The time line/, 'The last search', 'What was opened last', /^Counts of/]) {
      assert.ok(names.some((name) => (wanted instanceof RegExp ? wanted.test(name) : name === wanted)), `${wanted} is not among ${names.join(', ')}`);
    }
    // Each is a good question.
    for (const address of await links.evaluateAll((all) => all.map((link) => link.href))) {
      const at = new URL(address);
      const words = new URLSearchParams((at.search || at.hash).slice(1));
      await ask(origin, words.get('query'), JSON.parse(words.get('variables')));
    }
    const coming = context.waitForEvent('page');
    await page.getByRole('link', { name: 'Open in GraphiQL: This picture' }).click();
    const playground = await coming;
    await playground.locator('.graphiql-query-editor .view-lines').getByText('subgraph').first().waitFor();
    await playground.waitForTimeout(500); // The page reads the operation's name only when nobody has typed for a moment.
    const answered = playground.waitForResponse((response) => response.request().postDataJSON?.()?.operationName === 'Surroundings');
    await playground.getByRole('button', { name: /^Execute query/ }).click();
    const { data, errors } = await (await answered).json();
    assert.equal(errors, undefined);
    assert.ok(data.subgraph.nodes.length > 3);
    assert.equal(new URL(playground.url()).search, '');
    await done();
  });

  test('20: a list says the same as the picture, and what is chosen there is chosen here', async () => {
    const { page, all, done } = await scene();
    const { edges } = await counts(page);
    await page.keyboard.press('3');
    const grid = page.getByRole('grid', { name: 'Things' });
    assert.equal(await grid.getAttribute('aria-rowcount'), String(all + 1));
    await page.getByRole('tab', { name: `Connections ${edges}` }).waitFor();
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const row = grid.getByRole('row', { selected: true });
    const name = await row.getByRole('gridcell').nth(0).innerText();
    const panel = await page.locator('.panel h2').innerText();
    assert.ok((await row.innerText()).includes(panel), `${name} is not ${panel}`);
    await done();
  });
}

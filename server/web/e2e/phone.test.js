// The explorer in a hand: a small window, fingers, and as little motion as can be. With the built-in data.
//
//   PARLEY_URL=http://127.0.0.1:8080 npm test
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open as openAt, picture, rest, serious, settled } from './page.js';

const { PARLEY_URL } = process.env;
assert.ok(PARLEY_URL, 'PARLEY_URL is not set: start Parley and give its address, such as http://127.0.0.1:8080');
const origin = new URL(PARLEY_URL).origin;
const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

/** Puts fingers on the page, moves them, and takes them off. */
async function fingers(page, steps, held = 0) {
  const session = await page.context().newCDPSession(page);
  const send = (type, points) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  await send('touchStart', steps[0]);
  if (held) await page.waitForTimeout(held);
  for (const points of steps.slice(1)) await send('touchMove', points);
  await send('touchEnd', []);
  await session.detach();
}

/** Taps about the middle of the picture until something is selected; where that was. */
async function tapNode(page) {
  const { x, y, width, height } = await page.locator('.canvas').boundingBox();
  for (let across = 0.36; across < 0.56; across += 0.02) {
    const at = [x + width * across, y + height / 2];
    await page.touchscreen.tap(...at);
    await page.waitForTimeout(400); // Two taps at once would be a double tap.
    if (await page.locator('.panel[data-open=true] h2').filter({ hasNotText: 'Nothing' }).count()) return at;
  }
  return assert.fail('no node is found');
}

test('a tap selects, a finger that rests opens the menu, and two fingers come nearer', async () => {
  const { page, done } = await openAt(origin, { ...phone, path: '/#n=person:joe-biden', reducedMotion: 'reduce' });
  await settled(page, 1);
  const at = await tapNode(page);
  await page.locator('.panel h2', { hasText: 'Biden' }).waitFor();
  await picture(page, 'phone-details');
  assert.deepEqual(await serious(page), []);
  await page.getByRole('button', { name: 'Close the details' }).tap();
  await page.waitForTimeout(300);
  await fingers(page, [[at]], 800);
  const menu = page.getByRole('menu');
  await menu.waitFor();
  await menu.getByRole('menuitem').first().waitFor();
  await picture(page, 'phone-menu');
  await menu.getByRole('menuitem').last().tap();
  await page.waitForFunction(() => Number.parseInt(document.querySelector('.status').textContent, 10) > 1);
  await rest(page);
  await page.waitForTimeout(500);
  const canvas = page.locator('.canvas');
  const before = await canvas.screenshot();
  const { x, y, width, height } = await canvas.boundingBox();
  const [cx, cy] = [x + width / 2, y + height / 2];
  await fingers(page, [20, 40, 60, 80, 100].map((apart) => [[cx - apart, cy], [cx + apart, cy]]));
  await page.waitForTimeout(500);
  assert.ok(!before.equals(await canvas.screenshot()), 'two fingers change nothing');
  await picture(page, 'phone-nearer');
  await done();
});

test('on a phone everything has room: views, time line, legend, and what can be taken along', async () => {
  const { page, done } = await openAt(origin, phone);
  await page.locator('.questions button').nth(2).tap();
  await page.locator('.panel h2').waitFor();
  const all = await rest(page);
  await picture(page, 'phone-scene');
  const fits = async () => assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'it is wider than the window');
  await page.getByRole('button', { name: 'What is shown' }).tap();
  await page.getByRole('checkbox', { name: /^Incidents/ }).tap();
  await page.waitForFunction((many) => Number.parseInt(document.querySelector('.status').textContent, 10) < many, all);
  await picture(page, 'phone-legend');
  await fits();
  await page.getByRole('button', { name: 'Undo' }).tap();
  await settled(page, all);
  await page.getByRole('button', { name: 'Time line' }).tap();
  await page.getByRole('region', { name: 'Timeline' }).waitFor();
  assert.equal(await page.locator('[data-open=true]').count(), 0, 'a sheet covers the time line');
  await picture(page, 'phone-time');
  await fits();
  assert.deepEqual(await serious(page), []);
  await page.getByRole('button', { name: 'Time line' }).tap();
  for (const view of ['Map', 'List']) {
    await page.getByRole('group', { name: 'Views of the scene' }).getByRole('button', { name: view }).tap();
    await page.waitForTimeout(500);
    await picture(page, `phone-${view.toLowerCase()}`);
    await fits();
    assert.deepEqual(await serious(page), []);
  }
  await page.getByRole('button', { name: 'Take it with you' }).tap();
  await page.getByRole('link', { name: 'Open in GraphiQL: This picture' }).waitFor();
  await picture(page, 'phone-take');
  await fits();
  assert.deepEqual(await serious(page), []);
  await done();
});

test('the bar at the top has room for all, however wide the window is', async () => {
  const { page, done } = await openAt(origin, { path: '/#n=person:joe-biden' });
  for (const width of [1400, 1020, 844, 700, 641, 640, 390, 320]) {
    await page.setViewportSize({ width, height: 600 });
    const boxes = await page.locator('.brand, .search, .top nav button').evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect()).filter((box) => box.width > 0).map(({ left, right, top, bottom }) => ({ left, right, top, bottom })));
    const over = boxes.filter((a, i) => a.right > width || boxes.slice(i + 1).some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
    assert.deepEqual(over, [], `at ${width} pixels`);
  }
  await done();
});

test('what a search finds lies on all else, on the smallest of phones too', async () => {
  const { page, done } = await openAt(origin, { ...phone, viewport: { width: 320, height: 568 } });
  await page.getByRole('combobox', { name: 'Search everything' }).fill('kabul');
  const hit = page.getByRole('option').first();
  await hit.waitFor();
  await picture(page, 'phone-320-search');
  assert.deepEqual(await serious(page), []);
  await hit.tap(); // It fails if something else is tapped in its place.
  await page.locator('.panel h2').waitFor();
  await done();
});

test('what stands at the foot of the picture has room, however narrow the window is', async () => {
  const { page, done } = await openAt(origin, { path: '/#n=person:joe-biden,place:kabul,org:taliban&sel=org:taliban' });
  await settled(page, 3);
  for (const [width, height] of [[844, 390], [640, 568], [390, 568], [320, 568]]) {
    await page.setViewportSize({ width, height });
    const [stage, status, tools] = await Promise.all(['.stage', '.status', '.tools'].map((part) => page.locator(part).boundingBox()));
    assert.ok(status.y + status.height <= tools.y || status.x + status.width <= tools.x, `at ${width} pixels the words lie on the buttons`);
    for (const { x, y, width: wide, height: high } of [status, tools]) assert.ok(x >= 0 && x + wide <= width && y >= stage.y && y + high <= stage.y + stage.height, `at ${width} pixels`);
    if (width === 320) await picture(page, 'phone-320');
  }
  await done();
});

test('a sheet takes the place of the time line, and when it is closed the picture and the time line are as before', async () => {
  const { page, done } = await openAt(origin, { ...phone, path: '/#n=person:joe-biden,place:kabul,org:taliban', reducedMotion: 'reduce' });
  await settled(page, 3);
  const canvas = page.locator('.canvas');
  const timeline = page.getByRole('region', { name: 'Timeline' });
  const drawn = async () => {
    await page.waitForTimeout(500);
    return canvas.screenshot();
  };
  const before = await drawn();
  const sides = page.getByRole('navigation', { name: 'Sides of the page' });
  for (const name of ['What is shown', 'Details']) {
    await sides.getByRole('button', { name }).tap();
    assert.ok(!before.equals(await drawn()), 'the picture is not where there is room for it');
    await sides.getByRole('button', { name }).tap();
    assert.ok(before.equals(await drawn()), `the picture is another one after ${name}`);
  }
  await page.getByRole('button', { name: 'Time line' }).tap();
  await timeline.getByRole('button', { name: 'Zoom in on time' }).tap();
  await page.waitForTimeout(300);
  const bars = await timeline.locator('.timeline-histogram').innerHTML();
  await sides.getByRole('button', { name: 'Details' }).tap();
  await timeline.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Time line', pressed: false }).waitFor();
  await page.getByRole('button', { name: 'Close the details' }).tap();
  await timeline.waitFor();
  assert.equal(await timeline.locator('.timeline-histogram').innerHTML(), bars);
  await page.getByRole('button', { name: 'What is shown' }).tap();
  await page.getByRole('button', { name: 'Time line' }).tap();
  await timeline.waitFor();
  assert.equal(await page.locator('[data-open=true]').count(), 0, 'a sheet covers the time line');
  await done();
});

test('what a pointer is told over it, a finger and the keyboard are told by a press', async () => {
  const { page, done } = await openAt(origin, { ...phone, path: '/#n=claim:two-options,person:kenneth-mckenzie&sel=claim:two-options' });
  const panel = page.getByRole('complementary', { name: 'Details' });
  await panel.getByRole('heading', { name: 'There is a problem with two ways out: either the US military secures Kabul, or it lets the Taliban do so.' }).waitFor();
  const signs = panel.getByRole('button', { name: 'unnamed hedged one origin' });
  await signs.tap();
  await panel.getByText('known only through sources that are not named; nobody states it as plain fact: the words are hedged; all who say so have it from one origin.').waitFor();
  const time = panel.getByRole('button', { name: '15 August 2021' }).first();
  await time.tap();
  await panel.getByText('2021-08-15', { exact: true }).first().waitFor();
  assert.deepEqual(await serious(page), []);
  await picture(page, 'phone-exact');
  await time.focus();
  await page.keyboard.press('Enter');
  assert.equal(await time.getAttribute('aria-expanded'), 'false');
  // What a button of a mark alone does stands in the list of keys.
  await page.getByRole('button', { name: 'Close the details' }).tap();
  await page.getByRole('button', { name: 'Keys and buttons' }).tap();
  const help = page.getByRole('dialog', { name: 'Keys and buttons' });
  const drawn = (within) => page.locator(`${within} .mark path`).evaluateAll((paths) => paths.map((path) => path.getAttribute('d')));
  const told = await drawn('.help dt');
  assert.deepEqual((await drawn('.top nav')).concat(await drawn('.tools')).filter((mark) => !told.includes(mark)), []);
  await help.getByText('Draw around things to select them').waitFor();
  await picture(page, 'phone-keys');
  assert.deepEqual(await serious(page), []);
  await done();
});

test('where little motion is wanted nothing on the page runs by itself', async () => {
  const { page, done } = await openAt(origin, { reducedMotion: 'reduce' });
  await page.locator('.questions button').nth(2).click();
  await page.locator('.panel h2').waitFor();
  const moving = await page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
  assert.equal(moving, 0);
  await rest(page);
  await done();
});

for (const colorScheme of ['light', 'dark']) {
  test(`bars, lasso and list of keys are good for all (${colorScheme})`, async () => {
    const { page, done } = await openAt(origin, { colorScheme });
    await page.locator('.questions button').nth(2).click();
    await page.locator('.panel h2').waitFor();
    await rest(page);
    await page.keyboard.press('Control+a');
    await page.getByRole('toolbar', { name: 'What is selected' }).waitFor();
    await page.keyboard.press('a');
    await page.keyboard.press('f');
    await page.keyboard.type('kabul');
    await page.getByRole('button', { name: 'Select all' }).waitFor();
    // Every letter came into the field, none was taken for a key.
    assert.equal(await page.getByRole('textbox', { name: 'Find in the picture' }).inputValue(), 'kabul');
    await picture(page, `bars-${colorScheme}`);
    assert.deepEqual(await serious(page), []);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await picture(page, `keys-${colorScheme}`);
    assert.deepEqual(await serious(page), []);
    await done();
  });
}

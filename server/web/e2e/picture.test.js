// The picture of a scene on the built-in data: what is under the pointer, and what is left when the browser loses what draws.
//
//   PARLEY_URL=http://127.0.0.1:8080 npm test
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, settled } from './page.js';

const { PARLEY_URL } = process.env;
assert.ok(PARLEY_URL, 'PARLEY_URL is not set: start Parley and give its address, such as http://127.0.0.1:8080');
const origin = new URL(PARLEY_URL).origin;
const path = '/#n=person:joe-biden,person:abdul-ghani-baradar,person:ashraf-ghani';

/** Waits until the box beside a node is drawn, or until it is not. */
const box = (page, there) =>
  page.waitForFunction((there) => {
    const { width, height } = document.querySelector('.sigma-hovers');
    const dots = document.querySelector('.sigma-hovers').getContext('2d', { willReadFrequently: true }).getImageData(0, 0, width, height).data;
    return dots.some((dot) => dot > 0) === there;
  }, there);

/** Loses what draws, and gives the way to bring it back. */
async function lose(page) {
  await page.evaluate(() => {
    const layers = [...document.querySelectorAll('.canvas canvas')];
    globalThis.cards = layers.flatMap((layer) => layer.getContext('webgl2')?.getExtension('WEBGL_lose_context') ?? []);
    globalThis.cards.forEach((card) => card.loseContext());
  });
  return () => page.evaluate(() => globalThis.cards.forEach((card) => card.restoreContext()));
}

test('what is said of the node under the pointer goes with the pointer, and comes back with it', async () => {
  const { page, done } = await open(origin, { path, reducedMotion: 'reduce', allow: /willReadFrequently/ });
  await settled(page, 3);
  const hovered = page.locator('.sigma-hoverNodes');
  const { x, y, width, height } = await page.locator('.canvas').boundingBox();
  let at = null;
  for (let i = 0; i < width * height && !at; i += 12) {
    const [left, top] = [x + (i % width), y + 12 * Math.floor(i / width)];
    if (top > y + height) break;
    await page.mouse.move(left, top);
    if (await hovered.isVisible()) at = [left, top];
  }
  assert.ok(at, 'a node is found');
  await box(page, true);
  for (let i = 0; i < 2; i++) {
    await page.mouse.move(x + width + 100, y + 100);
    await hovered.waitFor({ state: 'hidden' });
    await box(page, false);
    await page.mouse.move(...at);
    await hovered.waitFor();
    await box(page, true);
  }
  await done();
});

test('a picture that the browser loses says so, and is drawn anew', async () => {
  const { page, done } = await open(origin, { path, allow: /WebGL/ });
  await settled(page, 3);
  const places = await page.waitForFunction(() => sessionStorage.getItem('parley.places'));
  const stood = await places.jsonValue();
  for (let i = 0; i < 2; i++) {
    const back = await lose(page);
    const told = page.getByText('The browser has lost what draws the picture');
    await told.waitFor();
    await back();
    await told.waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.querySelector('.canvas:not([hidden]) .sigma-nodes')?.getContext('webgl2').isContextLost() === false);
    await page.locator('.sigma-nodes').waitFor();
    await settled(page, 3);
  }
  assert.equal(await page.evaluate(() => sessionStorage.getItem('parley.places')), stood);
  await done();
});

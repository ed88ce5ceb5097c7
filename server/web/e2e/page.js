// What the tests of the explorer have in common: a browser, a page that is watched, and what a person does on it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';

const { CHROMIUM = '/usr/bin/chromium', SCREENSHOTS } = process.env;
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
  });
});
after(() => browser?.close());

/**
 * A page of an origin with all other hosts out of reach. done() holds it to a clean console, but for what `allow` matches,
 * and to no request to any other host.
 */
export async function open(origin, { path: at = '/', viewport = { width: 1400, height: 900 }, allow = /GL Driver Message/, script, ...more } = {}) {
  const context = await browser.newContext({ viewport, acceptDownloads: true, ...more });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints = [];
  const outside = [];
  // The program that draws in place of a graphics card says that reading pixels back is slow.
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !allow.test(message.text()) && !message.text().includes('GL Driver Message')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await context.route(
    (url) => url.origin !== origin && !['data:', 'blob:'].includes(url.protocol),
    (route) => {
      outside.push(route.request().url());
      return route.abort();
    },
  );
  if (script) await page.addInitScript(script);
  await page.goto(`${origin}${at}`);
  const done = async () => {
    assert.deepEqual(complaints, []);
    assert.deepEqual(outside, []);
    await context.close();
  };
  return { context, page, done };
}

/** Searches, and takes what is called so. */
export async function find(page, text, name) {
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  const hit = page.getByRole('option').filter({ has: page.locator('.label', { hasText: new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) }) }).first();
  await hit.click();
  await page.locator('.panel h2', { hasText: name }).waitFor();
}

/** How many things and relations the picture has. */
export async function counts(page) {
  const [, nodes, edges] = /^([\d,]+) things? · ([\d,]+) relation/.exec(await page.locator('.status').innerText()) ?? assert.fail('the picture has no status');
  return { nodes: Number(nodes.replaceAll(',', '')), edges: Number(edges.replaceAll(',', '')) };
}

/** Waits until the picture has so many things and is at rest. */
export const settled = (page, count) => page.locator('.status', { hasText: new RegExp(`^${count.toLocaleString('en')} things? · [\\d,]+ relations?( · drawn.*)?$`) }).waitFor();

/** Waits until the picture is at rest, and gives how many things it has. */
export async function rest(page) {
  await page.locator('.status', { hasText: /relations?( · (drawn|[\d,]+ more).*)?$/ }).waitFor();
  return (await counts(page)).nodes;
}

/** Where the nodes stood when the picture came to rest last. */
export const places = (page) => page.evaluate(() => JSON.parse(sessionStorage.getItem('parley.places') ?? '[]'));

/** What axe finds that is serious. */
export async function serious(page) {
  // The policy of the page lets no script in but its own; the test's way in is the debugger's.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.filter(({ impact }) => ['serious', 'critical'].includes(impact)).map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(', ')}`);
}

/** Leaves a picture in the folder SCREENSHOTS, if that is set. */
export async function picture(page, name) {
  if (SCREENSHOTS) await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
}

/** Asks the server itself. */
export async function ask(origin, query, variables = {}) {
  const response = await fetch(`${origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await response.json();
  assert.equal(errors, undefined);
  return data;
}

// Opens /graphiql of a running Parley in a real browser, asks the first tab's question, and holds the page to three
// promises: an answer with names, a clean console, and no request to any other host.
//
//   PARLEY_URL=http://127.0.0.1:8080 npm test
//
// PARLEY_URL is a Parley with the built-in data. CHROMIUM is the browser (/usr/bin/chromium); SCREENSHOT, if set, is
// a PNG file to leave a picture of the answer in.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const { PARLEY_URL, CHROMIUM = '/usr/bin/chromium', SCREENSHOT } = process.env;
assert.ok(PARLEY_URL, 'PARLEY_URL is not set: start Parley and give its address, such as http://127.0.0.1:8080');
const origin = new URL(PARLEY_URL).origin;

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
  });
});
after(() => browser?.close());

/** A page with all other hosts out of reach, and what it complained of and asked others for. */
async function open(colorScheme) {
  const context = await browser.newContext({ colorScheme, viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  const complaints = [];
  const outside = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  await context.route(
    (url) => url.origin !== origin && !['data:', 'blob:'].includes(url.protocol),
    (route) => {
      outside.push(route.request().url());
      return route.abort();
    },
  );
  await page.goto(`${origin}/graphiql`);
  return { page, complaints, outside };
}

for (const theme of ['light', 'dark']) {
  test(`the first question is answered (${theme})`, async () => {
    const { page, complaints, outside } = await open(theme);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    // The schema is there once the documentation can be read.
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByText('Query', { exact: true }).first().waitFor();
    const answered = page.waitForResponse((response) => {
      const request = response.request();
      return request.url() === `${origin}/graphql` && request.postDataJSON()?.operationName === 'WhoMetInDoha';
    });
    await page.getByRole('button', { name: /^Execute query/ }).click();
    const { data, errors } = await (await answered).json();
    assert.equal(errors, undefined);
    const [meeting] = data.meetings.nodes;
    const person = meeting.participants.edges[0].node.name;
    assert.ok(person, 'a participant has a name');

    const shown = page.locator('.result-window .view-lines');
    await shown.getByText(person).first().waitFor();
    assert.match((await shown.innerText()).replaceAll('\u00a0', ' '), new RegExp(meeting.name));
    // Diagnostics come from a worker: a valid query has no mark under it.
    await page.waitForTimeout(1000);
    assert.equal(await page.locator('.graphiql-query-editor .squiggly-error').count(), 0);
    if (SCREENSHOT) await page.screenshot({ path: SCREENSHOT.replace(/(\.png)?$/, `-${theme}.png`) });
    assert.deepEqual(complaints, []);
    assert.deepEqual(outside, []);
    await page.context().close();
  });
}

test('the questions of the library are tabs, and each has an answer', async () => {
  const { page, complaints, outside } = await open('light');
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  const tabs = page.locator('.graphiql-tab-button');
  const names = await tabs.allInnerTexts();
  assert.ok(names.length >= 16, `there are ${names.length} tabs: ${names}`);
  for (const [i, name] of names.entries()) {
    await tabs.nth(i).click();
    await page.locator('.graphiql-query-editor .view-lines').getByText(name).first().waitFor();
    await page.waitForTimeout(500); // The page reads the operation's name only when nobody has typed for a moment.
    const answered = page.waitForResponse((response) => response.request().postDataJSON?.()?.operationName === name);
    await page.getByRole('button', { name: /^Execute query/ }).click();
    const { data, errors } = await (await answered).json();
    assert.equal(errors, undefined, name);
    assert.ok(Object.keys(data).length > 0, name);
  }
  assert.deepEqual(complaints, []);
  assert.deepEqual(outside, []);
  await page.context().close();
});

test('the query builder, the history and the prettifier open', async () => {
  const { page, complaints, outside } = await open('light');
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await page.getByRole('button', { name: 'Show GraphiQL Explorer' }).click();
  await page.locator('.graphiql-explorer-root').getByText('organizations').first().waitFor();
  await page.getByRole('button', { name: 'Show History' }).click();
  await page.getByText('History', { exact: true }).first().waitFor();
  const query = page.locator('.graphiql-query-editor .view-lines');
  await query.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('{ontology{kinds{kind');
  await page.getByRole('button', { name: /^Prettify query/ }).click();
  await query.getByText('ontology {').first().waitFor();
  assert.deepEqual(complaints, []);
  assert.deepEqual(outside, []);
  await page.context().close();
});

test('the editor completes names from the schema', async () => {
  const { page, complaints, outside } = await open('light');
  await page.locator('.graphiql-query-editor .view-line').first().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('{ meet');
  await page.keyboard.press('Control+Space');
  await page.locator('.suggest-widget').getByText('meetings').first().waitFor();
  assert.deepEqual(complaints, []);
  assert.deepEqual(outside, []);
  await page.context().close();
});

// Opens /graphiql of a Parley that asks who it is, in a real browser: the page comes, and says what is missing; with a token in its
// headers it has the schema and answers.
//
//   PARLEY_GUARDED_URL=http://127.0.0.1:8081 PARLEY_TOKEN=parley_… npm test
//
// PARLEY_GUARDED_URL is a Parley with -auth tokens:FILE that the token is in.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const { PARLEY_GUARDED_URL, PARLEY_TOKEN, CHROMIUM = '/usr/bin/chromium' } = process.env;
assert.ok(PARLEY_GUARDED_URL && PARLEY_TOKEN, 'PARLEY_GUARDED_URL and PARLEY_TOKEN are not set: start Parley with -auth tokens:FILE and give both');
const origin = new URL(PARLEY_GUARDED_URL).origin;

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
});
after(() => browser?.close());

test('a token in the headers of the playground is a login', async () => {
  const page = await (await browser.newContext({ viewport: { width: 1400, height: 900 } })).newPage();
  const first = page.waitForResponse(`${origin}/graphql`);
  await page.goto(`${origin}/graphiql`);
  assert.equal((await first).status(), 401);
  await page.locator('.result-window').getByText('UNAUTHENTICATED').first().waitFor();

  await page.getByRole('button', { name: 'Headers' }).click();
  await page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden) .monaco-editor').first().click();
  await page.keyboard.insertText(JSON.stringify({ Authorization: `Bearer ${PARLEY_TOKEN}` }));
  const schema = page.waitForResponse(`${origin}/graphql`);
  await page.getByRole('button', { name: 'Re-fetch GraphQL schema' }).click();
  assert.equal((await schema).status(), 200);
  const answered = page.waitForResponse((r) => r.url() === `${origin}/graphql` && r.request().postDataJSON()?.operationName === 'WhoMetInDoha');
  await page.getByRole('button', { name: /^Execute query/ }).click();
  const { data, errors } = await (await answered).json();
  assert.equal(errors, undefined);
  assert.ok(data.meetings.nodes[0].name);

  // The token is nowhere that outlives the page.
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  assert.ok(!kept.includes(PARLEY_TOKEN), 'the token is kept by the browser');
  await page.context().close();
});

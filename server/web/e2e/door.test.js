// The explorer of a Parley that asks who it is, and of one without a playground.
//
//   PARLEY_GUARDED_URL=http://127.0.0.1:8081 PARLEY_TOKEN=parley_… PARLEY_BARE_URL=http://127.0.0.1:8082 npm test
//
// PARLEY_GUARDED_URL is a Parley with -auth tokens:FILE that the token is in, and PARLEY_BARE_URL one with -playground=false.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, open, picture, serious, settled } from './page.js';

const { PARLEY_GUARDED_URL, PARLEY_TOKEN, PARLEY_BARE_URL } = process.env;
assert.ok(PARLEY_GUARDED_URL && PARLEY_TOKEN, 'PARLEY_GUARDED_URL and PARLEY_TOKEN are not set: start Parley with -auth tokens:FILE and give both');
assert.ok(PARLEY_BARE_URL, 'PARLEY_BARE_URL is not set: start Parley with -playground=false and give its address');
const guarded = new URL(PARLEY_GUARDED_URL).origin;

test('where a token is wanted the page asks for it, goes on, and keeps it nowhere', async () => {
  const { page, done } = await open(guarded);
  const door = page.getByRole('dialog', { name: 'This server wants a token' });
  await door.waitFor();
  await picture(page, 'door');
  assert.deepEqual(await serious(page), []);
  const field = door.getByLabel('Token');
  assert.equal(await field.getAttribute('type'), 'password');
  await field.fill(PARLEY_TOKEN);
  await door.getByRole('button', { name: 'Go on' }).click();
  await door.waitFor({ state: 'hidden' });
  await page.locator('.questions button').nth(2).waitFor();
  await find(page, 'mcken', 'Kenneth McKenzie');
  await page.keyboard.press('Enter');
  await settled(page, 9);
  const kept = await page.evaluate(() => JSON.stringify([location.href, { ...localStorage, ...sessionStorage }, document.cookie]));
  assert.ok(!kept.includes(PARLEY_TOKEN), 'the token is kept by the browser');
  await page.reload();
  await door.waitFor();
  await page.keyboard.press('Escape');
  const alert = page.getByRole('alert').filter({ hasText: 'This server answers only who brings a token.' });
  await alert.getByRole('button', { name: 'Try again' }).click();
  await door.getByLabel('Token').fill(PARLEY_TOKEN);
  await page.keyboard.press('Enter');
  await settled(page, 9);
  await done();
});

test('a token that is none is told, and another can be given', async () => {
  const { page, done } = await open(guarded, { allow: /status of 401/ });
  const door = page.getByRole('dialog', { name: 'This server wants a token' });
  await door.getByLabel('Token').fill('parley_of_nobody');
  await page.keyboard.press('Enter');
  await door.getByRole('alert').waitFor();
  await door.getByLabel('Token').fill(PARLEY_TOKEN);
  await page.keyboard.press('Enter');
  await page.locator('.questions button').nth(2).waitFor();
  await done();
});

test('what is kept for others is told in a sentence, and another token can be used', async () => {
  const { context, page, done } = await open(guarded, { allow: /status of 403/ });
  const door = page.getByRole('dialog', { name: 'This server wants a token' });
  await door.getByLabel('Token').fill(PARLEY_TOKEN);
  const refuse = (route) => route.fulfill({ status: 403, json: { errors: [{ message: 'this needs the role admin, which you do not have', extensions: { code: 'FORBIDDEN' } }] } });
  await context.route('**/graphql', refuse);
  await page.keyboard.press('Enter');
  const alert = page.getByRole('alert').filter({ hasText: 'The server does not let you see this. This needs the role admin, which you do not have.' });
  await alert.waitFor();
  await context.unroute('**/graphql', refuse);
  await alert.getByRole('button', { name: 'Use another token' }).click();
  await door.getByLabel('Token').fill(PARLEY_TOKEN);
  await page.keyboard.press('Enter');
  await page.locator('.questions button').nth(2).waitFor();
  await done();
});

test('where there is no playground, none is offered', async () => {
  const { page, done } = await open(new URL(PARLEY_BARE_URL).origin);
  await page.locator('.questions button').nth(2).click();
  await page.locator('.panel h2').waitFor();
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Copy: This picture' }).waitFor();
  assert.equal(await page.getByRole('link', { name: /GraphiQL/ }).count(), 0);
  await done();
});

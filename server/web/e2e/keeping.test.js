// What a reader keeps on the explorer while the page changes under it, in a real browser and on the built-in data: the
// keyboard, what was selected, and a way to ask again. To run them:
//   PARLEY_URL=http://127.0.0.1:8080 npm test
import { test } from 'node:test';
import { find, open as openAt, rest, settled } from './page.js';

const origin = new URL(process.env.PARLEY_URL).origin;
const open = (options) => openAt(origin, options);

/** Waits until the focus is on what a selector means. */
const focusOn = (page, selector) => page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);

test('the keyboard goes on in the picture after a question, and in the panel after what it is about is hidden', async () => {
  const { page, done } = await open();
  await page.locator('.questions button').first().focus();
  await page.keyboard.press('Enter');
  const all = await rest(page);
  await focusOn(page, 'main .canvas');
  await page.locator('.panel').getByRole('button', { name: 'Hide', exact: true }).focus();
  await page.keyboard.press('Enter');
  await settled(page, all - 1);
  await focusOn(page, '.panel');
  await page.keyboard.press('Control+z');
  await settled(page, all);
  await done();
});

test('where it cannot be counted what is around something, that is told and can be tried again', async () => {
  const { context, page, done } = await open();
  const refuse = (route) =>
    route.request().postDataJSON().query.includes('query Degrees')
      ? route.fulfill({ json: { errors: [{ message: 'the database does not answer', extensions: { code: 'INVALID' } }], data: null } })
      : route.continue();
  await context.route('**/graphql', refuse);
  await find(page, 'biden', 'Joe Biden');
  const alert = page.locator('.panel').getByRole('alert');
  await alert.getByText('The database does not answer.').waitFor();
  await context.unroute('**/graphql', refuse);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.panel .groups button').first().waitFor();
  await done();
});

import { afterEach, expect, test, vi } from 'vitest';
import { attempt, dismiss, giveUp, leave, notices, slow, tell } from './notices';

afterEach(() => {
  notices.value.forEach(({ id }) => dismiss(id));
  vi.useRealTimers();
});

/** Work that ends only when it is given up. */
const endless = (signal: AbortSignal) => new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

test('a wait that takes long can be given up, and is then asked again', async () => {
  vi.useFakeTimers();
  let asked = 0;
  const under = attempt('a', (signal) => (++asked === 1 ? endless(signal) : Promise.resolve()));
  expect(slow.value).toBe(false);
  vi.advanceTimersByTime(1_500);
  expect(slow.value).toBe(true);
  giveUp();
  await under;
  expect([slow.value, notices.value.map(({ text, error }) => [text, error])]).toEqual([false, [['The wait was given up.', false]]]);
  notices.value[0]!.offer!.run();
  expect(asked).toBe(2);
});

test('what is answered soon is never told to be slow, and nothing is given up where nothing is waited for', async () => {
  vi.useFakeTimers();
  await attempt('a', () => Promise.resolve());
  vi.advanceTimersByTime(10_000);
  giveUp();
  expect([slow.value, notices.value]).toEqual([false, []]);
});

test('what was told of a scene goes with it, and what went wrong stays', () => {
  tell('40 neighbours opened.');
  tell('The server cannot be reached.', { error: true });
  leave();
  expect(notices.value.map(({ text }) => text)).toEqual(['The server cannot be reached.']);
});

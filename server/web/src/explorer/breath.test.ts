import { expect, test } from 'vitest';
import { eachOf } from './breath';

/** Takes its time, and holds everything up meanwhile. */
function slowly(n: number): number {
  const began = performance.now();
  while (performance.now() - began < 4);
  return n * 2;
}

test('long work lets what waits have its turn in between, and leaves nothing out', async () => {
  let turns = 0;
  const waiting = setInterval(() => turns++);
  const done = await eachOf(Array.from({ length: 30 }, (_, i) => i), slowly);
  clearInterval(waiting);
  expect(done).toEqual(Array.from({ length: 30 }, (_, i) => i * 2));
  expect(turns).toBeGreaterThan(3);
});

test('short work is done at once', async () => {
  let turns = 0;
  const waiting = setTimeout(() => turns++);
  expect(await eachOf([1, 2], (n) => n + 1)).toEqual([2, 3]);
  clearTimeout(waiting);
  expect(turns).toBe(0);
});

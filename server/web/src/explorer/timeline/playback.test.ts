import { expect, test } from 'vitest';
import { advance, firstWindow, stepped } from './playback';

const at = Date.parse;
const day = 86_400_000;
const extent = [at('2021-08-01'), at('2021-08-31')] as const;
const window = { from: at('2021-08-10T00:00:00Z'), to: at('2021-08-10T23:59:59Z'), mode: 'certain' as const };

test('playing moves the window with its width and mode, faster at a higher speed', () => {
  const one = advance(window, extent, extent, 1000, 1)!;
  expect(one).toMatchObject({ mode: 'certain', from: window.from + 1.5 * day });
  expect(one.to - one.from).toBe(window.to - window.from);
  expect(advance(window, extent, extent, 1000, 4)!.from).toBe(window.from + 6 * day);
});

test('a step is the next window, without gap or overlap', () => {
  expect(stepped(window, extent, 1)).toEqual({ ...window, from: window.from + day, to: window.to + day });
  expect(stepped(window, extent, -1)!.to).toBe(window.from - 1000);
});

test('it ends where there is no more', () => {
  expect(stepped({ ...window, from: extent[1] - 1000, to: extent[1] }, extent, 1)).toBeNull();
  expect(stepped({ ...window, from: extent[0], to: extent[0] + 1000 }, extent, -1)).toBeNull();
  expect(advance({ ...window, from: extent[1], to: extent[1] + day }, extent, extent, 1000, 1)).toBeNull();
});

test('the first window begins what is in sight, on whole seconds', () => {
  const first = firstWindow([extent[0] + 0.4, extent[1]], 'possible');
  expect(first.from).toBe(extent[0]);
  expect(first.to % 1000).toBe(0);
});

import { expect, test } from 'vitest';
import { nearest, next } from './snap';

const edges = [0, 1000, 2000, 4000];

test('the nearest edge, or the second where none is near', () => {
  expect([nearest(edges, 400), nearest(edges, 600), nearest(edges, 3500)]).toEqual([0, 1000, 4000]);
  expect([nearest(edges, -5200), nearest(edges, 9400), nearest([], 1499)]).toEqual([-5000, 9000, 1000]);
});

test('the next edge, and on beyond the last', () => {
  expect([next(edges, 1000, 1), next(edges, 1500, 1), next(edges, 1500, -1), next(edges, 0, 2)]).toEqual([2000, 2000, 1000, 2000]);
  expect(next(edges, 4000, 1)).toBeCloseTo(4000 + 4000 / 3);
  expect(next(edges, 0, -1)).toBeCloseTo(-4000 / 3);
  expect(next([], 7, 1)).toBe(7);
});

import { expect, test } from 'vitest';
import { encloses } from './lasso';

test('a point is within an outline or not, also in the hollow of a bent one', () => {
  const bent: [number, number][] = [
    [0, 0],
    [10, 0],
    [10, 10],
    [5, 3],
    [0, 10],
  ];
  expect(encloses(bent, 1, 1)).toBe(true);
  expect(encloses(bent, 9, 8)).toBe(true);
  expect(encloses(bent, 5, 8)).toBe(false);
  expect(encloses(bent, 11, 1)).toBe(false);
  expect(encloses([], 0, 0)).toBe(false);
});

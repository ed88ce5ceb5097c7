import { expect, test } from 'vitest';
import { places } from './labels';

const phone = 390;
const at = (x: number) => ({ x, y: 200, size: 8 });
const lefts = (x: number, width: number) => places(at(x), width, 12, phone).map(({ left }) => left);
const whole = (x: number, width: number) => places(at(x), width, 12, phone).every(({ left, right }) => left >= 0 && right <= phone);

test('a label stands to the right of its node where it has room, and else wherever it is whole', () => {
  expect(lefts(100, 60)[0]).toBe(112);
  expect(lefts(350, 60)[0]).toBe(278);
  expect([5, 100, 195, 300, 385].every((x) => whole(x, 186))).toBe(true);
});

test('what stands below or above a node at an edge is moved into the picture', () => {
  expect(lefts(385, 380)).toEqual([10, 10]);
  expect(lefts(10, 378)).toEqual([0, 0]);
});

test('a label stands above the words at the foot of the picture, and below its top', () => {
  const tops = (y: number) => places({ ...at(100), y }, 60, 12, phone, 300).map(({ top }) => top);
  expect(tops(270)).toContain(280);
  expect(tops(290).every((top) => top + 12 <= 300)).toBe(true);
  expect(tops(15).every((top) => top >= 0)).toBe(true);
});

test('a label that fits nowhere is cut off at its end', () => {
  expect(lefts(100, 400)).toEqual([112]);
  expect(lefts(-2, 400)).toEqual([10]);
});

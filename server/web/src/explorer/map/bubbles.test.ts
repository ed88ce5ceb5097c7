import { expect, test } from 'vitest';
import { bubbles, reach } from './bubbles';
import { fit, zoom } from './camera';
import type { Spot } from './spots';

const frame = { width: 800, height: 600 };
const spot = (id: string, lat: number, lon: number, happenings = 1): Spot => ({
  id,
  name: id,
  point: { lat, lon },
  inScene: true,
  happenings: Array.from({ length: happenings }, (_, i) => ({ id: `${id}${i}`, kind: 'MEETING', label: id, span: undefined, within: null, disputed: false })),
});
const weigh = ({ happenings }: Spot) => happenings.length;
const spots = [spot('airport', 34.566, 69.212, 2), spot('kabul', 34.53, 69.17, 5), spot('doha', 25.286, 51.533, 2)];
const far = fit(spots.map(({ point }) => point), frame);

test('near ones are one bubble, at the heaviest, with the sum of their counts', () => {
  const found = bubbles(spots, far, weigh);
  expect(found.map(({ key, count, spots: members }) => [key, count, members.map(({ id }) => id)])).toEqual([
    ['kabul', 7, ['kabul', 'airport']],
    ['doha', 2, ['doha']],
  ]);
});

test('closer they come apart', () => {
  const { x, y } = bubbles(spots, far, weigh)[0]!;
  expect(bubbles(spots, zoom(far, 200, x, y, frame), weigh)).toHaveLength(3);
});

test('the order given and the place of the camera change nothing but positions', () => {
  const keys = (list: readonly Spot[], camera = far) => bubbles(list, camera, weigh).map(({ key, count }) => [key, count]);
  expect(keys([...spots].reverse())).toEqual(keys(spots));
  expect(keys(spots, { ...far, x: far.x + 13, y: far.y - 40 })).toEqual(keys(spots));
});

test('of thousands, every spot is in one bubble and no two bubbles stand closer than the reach', () => {
  let state = 5;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const many = Array.from({ length: 3000 }, (_, i) => spot(`s${i}`, random() * 140 - 70, random() * 360 - 180, Math.floor(random() * 5)));
  const found = bubbles(many, fit([], frame), weigh);
  expect(found.flatMap(({ spots: members }) => members.map(({ id }) => id)).sort()).toEqual(many.map(({ id }) => id).sort());
  expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(many.reduce((sum, one) => sum + weigh(one), 0));
  for (const [i, a] of found.entries()) for (const b of found.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(reach);
});

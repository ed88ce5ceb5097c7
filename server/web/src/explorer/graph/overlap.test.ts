import { expect, test } from 'vitest';
import { apart, besideLines, type Box, dense, type Wanted } from './overlap';

const box = (x: number, y: number): Box => ({ left: x, right: x + 50, top: y, bottom: y + 12 });
const label = (places: readonly Box[], rank: readonly [number, number] = [1, 1], firm = false): Wanted => ({ places, rank, firm });
const written = (...given: Parameters<typeof apart>) => apart(...given).map(({ index, place: { left, top } }) => [index, left, top]);

test('of labels that overlap the less connected is left out, unless it is selected', () => {
  expect(written([label([box(0, 0)], [1, 3]), label([box(20, 5)], [1, 9]), label([box(0, 40)])], [])).toEqual([[1, 20, 5], [2, 0, 40]]);
  expect(written([label([box(0, 0)], [3, 3]), label([box(20, 5)], [1, 9])], [])).toEqual([[0, 0, 0]]);
  expect(written([label([box(0, 0)]), label([box(50, 0)])], [])).toEqual([[0, 0, 0], [1, 50, 0]]);
});

test('a label that has no room at its first place takes the next', () => {
  expect(written([label([box(0, 0)], [1, 9]), label([box(20, 5), box(20, 13)])], [])).toEqual([[0, 0, 0], [1, 20, 13]]);
});

test('no label lies on a node, but beside it; that of what is selected rather does than to be missing', () => {
  const disc = { x: 60, y: 6, radius: 11, weight: 9 };
  expect(written([label([box(0, 0), box(-60, 0)])], [disc])).toEqual([[0, -60, 0]]);
  expect(written([label([box(0, 0)])], [{ ...disc, radius: 9 }])).toEqual([[0, 0, 0]]);
  expect(written([label([box(0, 0)])], [disc])).toEqual([]);
  expect(written([label([box(0, 0)], [3, 1], true)], [disc])).toEqual([[0, 0, 0]]);
  expect(written([label([box(0, 0)], [3, 1], true), label([box(0, 5), box(0, 90)], [3, 0], true)], [disc])).toEqual([[0, 0, 0], [1, 0, 90]]);
});

test('where a picture is dense, a label rather lies on nodes that are less connected than to be missing', () => {
  const disc = { x: 60, y: 6, radius: 11, weight: 3 };
  const many = [disc, ...Array.from({ length: dense - 1 }, (_, i) => ({ x: 10 * i, y: 900, radius: 3, weight: 1 }))];
  expect(written([label([box(0, 0), box(-60, 0)], [1, 4])], many)).toEqual([[0, -60, 0]]);
  expect(written([label([box(0, 0)], [1, 4])], many)).toEqual([[0, 0, 0]]);
  expect(written([label([box(0, 0)], [1, 3])], many)).toEqual([]);
  expect(written([label([box(0, 0)], [1, 4])], many.slice(1))).toEqual([[0, 0, 0]]);
  expect(written([label([box(0, 0)], [1, 4])], [disc])).toEqual([]);
});

test('all of many that are apart have room, and what reaches from afar is found', () => {
  const far = Array.from({ length: 400 }, (_, i) => label([box((i % 20) * 60, Math.floor(i / 20) * 20)]));
  expect(apart(far, [])).toHaveLength(400);
  expect(written([label([box(90, 90)])], [{ x: 200, y: 96, radius: 70, weight: 9 }])).toEqual([]);
  expect(written([label([box(-30, -6)])], [{ x: -60, y: 0, radius: 31, weight: 9 }])).toEqual([]);
});

test('a label rather stands where no line of its node runs along it', () => {
  const node = { x: 0, y: 0 };
  const [right, left, below] = [box(10, -6), box(-60, -6), box(-25, 10)];
  const order = (...others: { x: number; y: number }[]) => besideLines([right, left, below], node, others);
  expect(order({ x: 0, y: -90 })).toEqual([right, left, below]);
  expect(order({ x: 200, y: 20 })).toEqual([left, below, right]);
  expect(order({ x: 200, y: 0 }, { x: -200, y: 0 })).toEqual([below, right, left]);
  expect(order({ x: 200, y: 0 }, { x: -200, y: 0 }, { x: 0, y: 200 })).toEqual([right, left, below]);
  // A line that passes over its corner, and one that ends before it.
  expect(order({ x: 90, y: 90 }, { x: 9, y: 0 })).toEqual([right, left, below]);
});

import { expect, test } from 'vitest';
import { edgeAt, type Listed, nodeAt } from './hits';

const listed = (rows: Readonly<Record<string, readonly number[]>>): Listed => ({ ids: Object.keys(rows), numbers: new Float32Array(Object.values(rows).flat()) });
const point = (x: number, y: number) => ({ x, y, pixels: 100, sizeRatio: 1 });

// Places in the plane, sizes in pixels: a unit takes 100 of them.
const nodes = listed({ behind: [0, 0, 10], front: [0.08, 0, 10], far: [1, 1, 5] });
const edges = listed({ across: [0, 0, 1, 0, 2, 10, 10, 0], left: [0, 0, 1, 0, 2, 10, 10, 7], back: [1, 0, 0, 0, 2, 10, 10, 7], dot: [2, 2, 2, 2, 2, 5, 5, 0] });

test('of nodes that overlap the one in front is pointed at, up to a little beside it', () => {
  expect(nodeAt(nodes, point(0.04, 0))).toBe('front');
  expect(nodeAt(nodes, point(-0.08, 0))).toBe('behind');
  expect(nodeAt(nodes, point(1.06, 1))).toBe('far');
  expect(nodeAt(nodes, point(1.08, 1))).toBeNull();
  expect(nodeAt(nodes, { ...point(1.04, 1), sizeRatio: 2 })).toBe('far');
  expect(nodeAt(nodes, { ...point(1.06, 1), sizeRatio: 2 })).toBeNull();
});

test('of lines side by side the nearest is pointed at, each on its own side of its way', () => {
  expect(edgeAt(edges, point(0.5, 0.01))).toBe('across');
  expect(edgeAt(edges, point(0.5, 0.07))).toBe('left');
  expect(edgeAt(edges, point(0.5, -0.07))).toBe('back');
  expect(edgeAt(edges, point(0.5, 0.2))).toBeNull();
  expect(edgeAt(edges, point(1.2, 0))).toBeNull();
});

test('where nothing is drawn nothing is pointed at', () => {
  expect(nodeAt(listed({}), point(0, 0))).toBeNull();
  expect(edgeAt(listed({}), point(0, 0))).toBeNull();
});

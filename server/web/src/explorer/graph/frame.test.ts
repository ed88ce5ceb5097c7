import Graph from 'graphology';
import { expect, test } from 'vitest';
import { node } from '../testthings';
import { frame, type Room } from './frame';
import { margin } from './labels';
import type { EdgeLike, NodeLike } from './sync';

const long = 'A name of exactly thirty signs';

function graph(...at: [number, number][]): Graph<NodeLike, EdgeLike> {
  const made = new Graph<NodeLike, EdgeLike>();
  at.forEach(([x, y], i) => made.addNode(`${i}`, { x, y, node: node(`${i}`, 'PERSON', { label: long }) }));
  return made;
}

/** How many pixels are left to the right and below the node at x and y, once the part fills the picture. */
function left(room: Room, x: number, y: number, part: ReturnType<typeof frame>): { right: number; below: number } {
  const pixels = Math.min((room.width - 2 * margin) / (part.x[1] - part.x[0]), (room.height - 2 * margin) / (part.y[1] - part.y[0]));
  return { right: (part.x[1] - x) * pixels + margin, below: (y - part.y[0]) * pixels + margin };
}

test('a label and the buttons have room beside the node at the right', () => {
  const room = { width: 700, height: 500, right: 36, foot: 0 };
  const part = frame(graph([0, 0], [2000, 100]), room);
  expect(left(room, 2000, 0, part).right).toBeGreaterThan(30 * 6 + 36 + margin);
  expect(part.x[0]).toBe(0);
});

test('on a narrow page the buttons have room below, and a label takes no more than its share', () => {
  const room = { width: 390, height: 700, right: 0, foot: 36 };
  const { right, below } = left(room, 900, -900, frame(graph([0, 900], [900, -900]), room));
  expect(right).toBeGreaterThan(0.4 * 390);
  expect(below).toBeGreaterThan(36 + margin - 1);
});

test('one thing alone stands in the middle', () => {
  const { x, y } = frame(graph([0, 0]), { width: 700, height: 500, right: 36, foot: 36 });
  expect([x[0] + x[1], y[0] + y[1]]).toEqual([0, 0]);
});

test('a picture without any size yet has a part too', () => {
  const { x, y } = frame(graph([0, 0], [10, 10]), { width: 0, height: 0, right: 0, foot: 0 });
  expect([...x, ...y].every(Number.isFinite)).toBe(true);
});

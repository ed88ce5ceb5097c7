/** Which part of the plane is the whole picture. */
import type Graph from 'graphology';
import { gap, labelMost, margin } from './labels';
import { radius } from './look';
import type { EdgeLike, NodeLike } from './sync';

type Extent = [number, number];

/** The picture on the page, in pixels: its size, and what at its right and at its foot is taken by buttons. */
export interface Room {
  readonly width: number;
  readonly height: number;
  readonly right: number;
  readonly foot: number;
}

/** Pixels of a letter of a label, about. */
const letter = 6.2;

/**
 * The part that holds all nodes with the labels to their right, beside the buttons; a small scene does not fill it. How
 * much of the plane a label takes follows from the scale, and the scale from the part: each round comes nearer to both.
 */
export function frame(graph: Graph<NodeLike, EdgeLike>, room: Room): { x: Extent; y: Extent } {
  const across: Extent = [Infinity, -Infinity];
  const up: Extent = [Infinity, -Infinity];
  const ends: { x: number; long: number }[] = [];
  const most = 0.4 * room.width;
  graph.forEachNode((_id, { x, y, node }) => {
    across[0] = Math.min(across[0], x);
    across[1] = Math.max(across[1], x);
    up[0] = Math.min(up[0], y);
    up[1] = Math.max(up[1], y);
    ends.push({ x, long: Math.min(most, radius(node.degree) + gap + letter * Math.min(labelMost, node.label.length)) });
  });
  const [left, right] = atLeast(across, 560);
  const [low, high] = atLeast(up, 420);
  let part = { x: [left, right] as Extent, y: [low, high] as Extent };
  for (let round = 0; round < 8; round++) {
    const pixel = 1 / scale(part, room);
    const reach = ends.reduce((reach, { x, long }) => Math.max(reach, x + (long + room.right) * pixel), right);
    part = { x: [left, reach], y: [Math.min(low, up[0] - room.foot * pixel), high] };
  }
  return part;
}

/** Pixels a unit of the plane, where a part is fitted into the picture. */
function scale({ x, y }: { x: Extent; y: Extent }, { width, height }: Room): number {
  return Math.max(1e-6, Math.min((width - 2 * margin) / (x[1] - x[0]), (height - 2 * margin) / (y[1] - y[0])));
}

/** The extent widened about its middle. */
function atLeast([from, to]: Extent, width: number): Extent {
  const more = Math.max(0, width - (to - from)) / 2;
  return [from - more, to + more];
}

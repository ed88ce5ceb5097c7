/** Which part of the plane is the whole picture. */
import type Graph from 'graphology';
import type { EdgeLike, NodeLike } from './sync';

type Extent = [number, number];

/** The part that holds all nodes and their labels; a small scene does not fill it. */
export function frame(graph: Graph<NodeLike, EdgeLike>): { x: Extent; y: Extent } {
  const across: Extent = [Infinity, -Infinity];
  const up: Extent = [Infinity, -Infinity];
  graph.forEachNode((_id, { x, y }) => {
    across[0] = Math.min(across[0], x);
    across[1] = Math.max(across[1], x);
    up[0] = Math.min(up[0], y);
    up[1] = Math.max(up[1], y);
  });
  const [left, right] = atLeast(across, 560);
  // Labels stand to the right of their nodes.
  return { x: [left, right + 0.12 * (right - left)], y: atLeast(up, 420) };
}

/** The extent widened about its middle. */
function atLeast([from, to]: Extent, width: number): Extent {
  const more = Math.max(0, width - (to - from)) / 2;
  return [from - more, to + more];
}

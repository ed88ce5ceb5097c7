/** Walking the picture by the arrow keys. */
import type Graph from 'graphology';
import type { Id } from '../model';
import type { EdgeLike, NodeLike } from './sync';

/** The neighbour of a node that lies most in a direction (x to the right, y up); null where there is none. */
export function toward(graph: Graph<NodeLike, EdgeLike>, id: Id, x: number, y: number): Id | null {
  if (!graph.hasNode(id)) return null;
  const from = graph.getNodeAttributes(id);
  const score = (other: Id) => {
    const to = graph.getNodeAttributes(other);
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    return (dx * x + dy * y) / (Math.hypot(dx, dy) || 1);
  };
  const seen = graph.neighbors(id).filter((other) => other !== id);
  const best = seen.sort((a, b) => score(b) - score(a))[0];
  return best !== undefined && score(best) > 0.2 ? best : null;
}

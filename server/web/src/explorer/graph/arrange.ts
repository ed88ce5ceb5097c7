/**
 * Where nodes stand: pushed apart and drawn together by ForceAtlas2, then freed of overlaps. From the same nodes in the
 * same order the same places come about, because they start from their ids and the rounds are counted, not timed.
 */
import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import noverlap from 'graphology-layout-noverlap';
import type { Id } from '../model';
import { around, fewest } from './loners';

export interface Body {
  readonly id: Id;
  readonly x: number;
  readonly y: number;
  /** Its radius. */
  readonly size: number;
  /** Whether it must stay where it is. */
  readonly fixed: boolean;
}

/** Which bodies hold together, by their indexes, and how strongly. */
export type Bond = readonly [number, number, number];

export interface Arrangement {
  readonly bodies: readonly Body[];
  readonly bonds: readonly Bond[];
}

/** Where a node that nobody has seen yet starts: in a disc, at a place that its id alone decides. */
export function seed(id: Id, spread: number): [number, number] {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193) >>> 0;
  // Mixed once more: ids that differ in their last letter alone would lie side by side.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  hash = (hash ^ (hash >>> 13)) >>> 0;
  const angle = ((hash & 0xffff) / 0xffff) * 2 * Math.PI;
  const away = Math.sqrt((hash >>> 16) / 0xffff) * spread;
  return [Math.cos(angle) * away, Math.sin(angle) * away];
}

/** How many rounds a scene needs to come to rest. */
export function rounds(bodies: number): number {
  return bodies < 300 ? 500 : bodies < 1000 ? 300 : 160;
}

/** Calls step with all places, x and y in turn, after each part of the rounds and at the end. */
export function arrange({ bodies, bonds }: Arrangement, step: (places: Float32Array, done: boolean) => void): void {
  const graph = new Graph({ type: 'undirected', multi: false });
  const joined = new Set(bonds.flatMap(([one, other]) => (one === other ? [] : [one, other])));
  const alone = bodies.flatMap(({ fixed }, i) => (fixed || joined.has(i) ? [] : [i]));
  const loners = new Set(alone.length < fewest ? [] : alone);
  bodies.forEach(({ x, y, size, fixed }, i) => loners.has(i) || graph.addNode(i, { x, y, size, fixed }));
  for (const [one, other, weight] of bonds) {
    if (one === other) continue;
    graph.mergeEdge(one, other);
    graph.updateEdgeAttribute(one, other, 'weight', (sum: number | undefined) => (sum ?? 0) + weight);
  }
  // Of a few things, those that are joined would stand so close that their names overlap.
  const apart = Math.max(1, 24 / bodies.length);
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    scalingRatio: 320 * apart,
    gravity: 0.012 * apart,
    strongGravityMode: true,
    edgeWeightInfluence: 1,
    barnesHutOptimize: bodies.length > 400,
  };
  const all = rounds(bodies.length);
  const part = bodies.length < 300 ? all : 20;
  for (let i = 0; i < all; i += part) {
    forceAtlas2.assign(graph, { iterations: part, settings });
    if (i + part < all) step(places(graph, bodies), false);
  }
  const others = graph.mapNodes((_id, { x, y }) => [x as number, y as number] as const);
  const rings = around(others, loners.size);
  [...loners].forEach((i, at) => graph.addNode(i, { x: rings[at]![0], y: rings[at]![1], size: bodies[i]!.size, fixed: false }));
  noverlap.assign(graph, { maxIterations: 120, settings: { margin: 8, ratio: 1.2, gridSize: 30 } });
  step(places(graph, bodies), true);
}

function places(graph: Graph, bodies: readonly Body[]): Float32Array {
  const found = new Float32Array(bodies.length * 2);
  bodies.forEach((body, i) => {
    const { x, y } = body.fixed || !graph.hasNode(i) ? body : (graph.getNodeAttributes(i) as { x: number; y: number });
    found[2 * i] = x;
    found[2 * i + 1] = y;
  });
  return found;
}

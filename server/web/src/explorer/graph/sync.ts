/** Makes a graph of what a scenery has, and gives what is new a place. */
import Graph from 'graphology';
import type { Id, SceneEdge, SceneNode } from '../model';
import { seed } from './arrange';
import { recall } from './memory';

export type NodeLike = { x: number; y: number; node: SceneNode };
export type EdgeLike = { edge: SceneEdge; shift: number };

interface Wanted {
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
}

/** A graph, and those of its nodes that nobody had seen a place of. */
export interface Synced {
  readonly graph: Graph<NodeLike, EdgeLike>;
  readonly fresh: readonly Id[];
}

export function empty(): Graph<NodeLike, EdgeLike> {
  return new Graph<NodeLike, EdgeLike>({ type: 'directed', multi: true });
}

/** The graph of a scenery, where what was in the graph before it stays where it was. */
export function sync(before: Graph<NodeLike, EdgeLike>, { nodes, edges }: Wanted): Synced {
  const graph = empty();
  const fresh = homeless(before, nodes);
  for (const node of nodes) {
    if (before.hasNode(node.id)) {
      const { x, y } = before.getNodeAttributes(node.id);
      graph.addNode(node.id, { x, y, node });
      continue;
    }
    const at = recall(node.id);
    if (at) graph.addNode(node.id, { x: at[0], y: at[1], node });
  }
  house(graph, fresh, edges);
  const lanes = new Map<string, number>();
  for (const edge of edges) {
    const forth = edge.source < edge.target;
    const way = forth ? `${edge.source}\n${edge.target}` : `${edge.target}\n${edge.source}`;
    const lane = lanes.get(way) ?? 0;
    lanes.set(way, lane + 1);
    graph.addEdgeWithKey(edge.id, edge.source, edge.target, { edge, shift: aside(lane) * (forth ? 1 : -1) });
  }
  return { graph, fresh: fresh.map(({ id }) => id) };
}

/** The graph, its nodes where they have got to in the one before while it was made. */
export function moved(graph: Graph<NodeLike, EdgeLike>, before: Graph<NodeLike, EdgeLike>): Graph<NodeLike, EdgeLike> {
  before.forEachNode((id, { x, y }) => graph.hasNode(id) && graph.mergeNodeAttributes(id, { x, y }));
  return graph;
}

/** The nodes that nobody has seen a place of. */
export function homeless(graph: Graph<NodeLike, EdgeLike>, nodes: readonly SceneNode[]): SceneNode[] {
  return nodes.filter(({ id }) => !graph.hasNode(id) && !recall(id));
}

/** How far aside the edges between the same two nodes are drawn, in pixels: 0, 7, -7, 14, … */
function aside(lane: number): number {
  return 7 * Math.ceil(lane / 2) * (lane % 2 === 1 ? 1 : -1);
}

/** Puts new nodes beside the neighbours that have a place, or where their ids alone say. */
function house(graph: Graph<NodeLike, EdgeLike>, fresh: readonly SceneNode[], edges: readonly SceneEdge[]): void {
  const next = new Map<Id, Id[]>(fresh.map((node) => [node.id, []]));
  const settled = new Set(graph.nodes());
  for (const { source, target } of edges) {
    if (settled.has(target)) next.get(source)?.push(target);
    if (settled.has(source)) next.get(target)?.push(source);
  }
  const spread = 40 * Math.sqrt(fresh.length);
  for (const node of fresh) {
    const beside = next.get(node.id) ?? [];
    const [dx, dy] = seed(node.id, beside.length > 0 ? 60 : spread);
    const mean = (axis: 'x' | 'y') => beside.reduce((sum, id) => sum + graph.getNodeAttribute(id, axis), 0) / (beside.length || 1);
    graph.addNode(node.id, { x: mean('x') + dx, y: mean('y') + dy, node });
  }
}

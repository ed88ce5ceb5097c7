/** Brings a graph to what a scenery has, and gives what is new a place. */
import type Graph from 'graphology';
import type { Id, SceneEdge, SceneNode } from '../model';
import { seed } from './arrange';
import { recall } from './memory';

export type NodeLike = { x: number; y: number; node: SceneNode };
export type EdgeLike = { edge: SceneEdge; shift: number };

interface Wanted {
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
}

/** Takes out what is gone, puts in what is new, and gives the nodes that nobody has seen a place of. */
export function sync(graph: Graph<NodeLike, EdgeLike>, { nodes, edges }: Wanted): Id[] {
  const kept = new Set(nodes.map((node) => node.id));
  const joined = new Set(edges.map((edge) => edge.id));
  for (const id of graph.edges()) if (!joined.has(id)) graph.dropEdge(id);
  for (const id of graph.nodes()) if (!kept.has(id)) graph.dropNode(id);
  const homeless: SceneNode[] = [];
  for (const node of nodes) {
    const at = recall(node.id);
    if (graph.hasNode(node.id)) graph.setNodeAttribute(node.id, 'node', node);
    else if (at) graph.addNode(node.id, { x: at[0], y: at[1], node });
    else homeless.push(node);
  }
  house(graph, homeless, edges);
  const lanes = new Map<string, number>();
  for (const edge of edges) {
    const forth = edge.source < edge.target;
    const way = forth ? `${edge.source}\n${edge.target}` : `${edge.target}\n${edge.source}`;
    const lane = lanes.get(way) ?? 0;
    lanes.set(way, lane + 1);
    const attributes = { edge, shift: aside(lane) * (forth ? 1 : -1) };
    if (graph.hasEdge(edge.id)) graph.replaceEdgeAttributes(edge.id, attributes);
    else graph.addEdgeWithKey(edge.id, edge.source, edge.target, attributes);
  }
  return homeless.map((node) => node.id);
}

/** How far aside the edges between the same two nodes are drawn, in pixels: 0, 7, -7, 14, … */
function aside(lane: number): number {
  return 7 * Math.ceil(lane / 2) * (lane % 2 === 1 ? 1 : -1);
}

/** Puts new nodes beside the neighbours that have a place, or where their ids alone say. */
function house(graph: Graph<NodeLike, EdgeLike>, homeless: readonly SceneNode[], edges: readonly SceneEdge[]): void {
  const next = new Map<Id, Id[]>(homeless.map((node) => [node.id, []]));
  const settled = new Set(graph.nodes());
  for (const { source, target } of edges) {
    if (settled.has(target)) next.get(source)?.push(target);
    if (settled.has(source)) next.get(target)?.push(source);
  }
  const spread = 40 * Math.sqrt(homeless.length);
  for (const node of homeless) {
    const beside = next.get(node.id) ?? [];
    const [dx, dy] = seed(node.id, beside.length > 0 ? 60 : spread);
    const mean = (axis: 'x' | 'y') => beside.reduce((sum, id) => sum + graph.getNodeAttribute(id, axis), 0) / (beside.length || 1);
    graph.addNode(node.id, { x: mean('x') + dx, y: mean('y') + dy, node });
  }
}

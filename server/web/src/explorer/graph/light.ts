/** Finds out what stands out in the picture. */
import type Graph from 'graphology';
import type { Id } from '../model';
import type { Light } from './dress';
import type { Colours } from './look';
import type { Scenery } from './scenery';
import type { EdgeLike, NodeLike } from './sync';

/** Of how many edges at what is looked at each has a label; of more, none has. */
const mostLabelled = 14;

/** What is under the pointer or, where that is wanted, selected stands out, with what is next to it; or a path does. */
export function light(graph: Graph<NodeLike, EdgeLike>, { selection, focused, faint, lit: path }: Scenery, hovered: Id | null, colours: Colours): Light {
  const lit = hovered ? null : path;
  const looked = hovered ? [hovered] : selection;
  const bright = new Set<Id>();
  for (const id of hovered || focused ? looked : []) {
    if (graph.hasNode(id)) [id, ...graph.neighbors(id)].forEach((other) => bright.add(other));
    if (graph.hasEdge(id)) graph.extremities(id).forEach((end) => bright.add(end));
  }
  const near = looked.reduce((sum, id) => sum + (graph.hasNode(id) ? graph.degree(id) : 0), 0);
  const nodes = lit ?? (bright.size > 0 ? bright : null);
  const scale = graph.order < 250 ? 1 : graph.order < 700 ? 0.8 : 0.6;
  return { colours, selection: new Set(selection), faint, looked: new Set(looked), nodes, lit, labelled: lit !== null || near <= mostLabelled, scale };
}

/** The questions that the explorer asks, answered in the shared types. */
import {
  BestConnectedDocument,
  DegreesDocument,
  DomainDocument,
  ExistingDocument,
  MetMostDocument,
  MetWithDocument,
  MetWithinDocument,
  SurroundingsDocument,
  WorthAskingDocument,
  type EdgeDirection,
  type SurroundingsQuery,
  type TraversalFilter,
  type Window,
} from '../gen/graphql';
import { breath, eachOf } from '../breath';
import type { Id, Kind, RelationType, SceneEdge, SceneNode } from '../model';
import { ask, AskError, type Asking } from './client';
import { toEdge, toNode } from './mapping';

/** The most nodes that one answer may have, and that one question may name. */
export const mostNodes = 2_000;

/** Nodes and the edges among them; `omitted` were found and left out. `early` says that the server came to a bound before it had all. */
export interface Part {
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  readonly omitted: number;
  readonly early: boolean;
}

/** How many neighbours a node has by one relation, in one direction, of one kind. */
export interface Group {
  readonly relation: RelationType;
  readonly direction: 'OUT' | 'IN';
  readonly kind: Kind | null;
  readonly count: number;
}

/** Nodes with all edges among them, those of who met whom too. It throws where one of them is not there. */
export async function among(ids: readonly Id[], asking: Asking): Promise<Part> {
  if (ids.length === 0) return { nodes: [], edges: [], omitted: 0, early: false };
  return part(await ask(SurroundingsDocument, { around: [...ids], depth: 0, limit: mostNodes, collapse: true }, asking), asking);
}

/** Which edges of who met whom there are among some nodes for the meetings within a window, as far as the server came. */
export async function metWithin(ids: readonly Id[], when: Window, asking: Asking): Promise<{ met: ReadonlySet<Id>; early: boolean }> {
  const { subgraph } = await ask(MetWithinDocument, { around: [...ids], when, limit: mostNodes }, asking);
  return { met: new Set(subgraph?.edges.map(({ id }) => id)), early: subgraph?.truncated ?? true };
}

export interface Around {
  readonly ids: readonly Id[];
  readonly depth: number;
  readonly where: TraversalFilter;
  readonly limit: number;
  readonly folded: boolean;
}

/** The surroundings of some nodes, these first and then the best connected. */
export async function around({ ids, depth, where, limit, folded }: Around, asking: Asking): Promise<Part> {
  return part(await ask(SurroundingsDocument, { around: [...ids], depth, where, limit, collapse: folded }, asking), asking);
}

/** What a node could be expanded by, the largest first. Of whoever takes part in meetings, whom it met as well. */
export async function groups(id: Id, asking: Asking): Promise<readonly Group[]> {
  const [{ degrees }, met] = await Promise.all([ask(DegreesDocument, { of: id }, asking), metWith(id, asking)]);
  const found = degrees.map(({ relation, direction, kind, count }): Group => ({ relation, direction: oneWay(direction), kind, count }));
  const all = met > 0 ? [...found, { relation: 'MET' as const, direction: 'OUT' as const, kind: null, count: met }] : found;
  return all.sort((a, b) => b.count - a.count);
}

async function metWith(id: Id, asking: Asking): Promise<number> {
  const { node } = await ask(MetWithDocument, { of: id }, asking);
  return node && 'metWith' in node ? node.metWith.totalCount : 0;
}

/** Whom somebody met most often, and how many it met in all. */
export async function metMost(id: Id, first: number, asking: Asking): Promise<{ ids: readonly Id[]; total: number }> {
  const { node } = await ask(MetMostDocument, { of: id, first }, asking);
  return node && 'metWith' in node ? { ids: node.metWith.nodes.map(({ id }) => id), total: node.metWith.totalCount } : { ids: [], total: 0 };
}

function oneWay(direction: EdgeDirection): 'OUT' | 'IN' {
  return direction === 'IN' ? 'IN' : 'OUT';
}

/** Which of the ids are there. */
export async function existing(ids: readonly Id[], asking: Asking): Promise<ReadonlySet<Id>> {
  const found = new Set<Id>();
  for (let i = 0; i < ids.length; i += 500) {
    const { nodes } = await ask(ExistingDocument, { ids: ids.slice(i, i + 500) }, asking);
    for (const node of nodes) if (node) found.add(node.id);
  }
  return found;
}

/** Whether an error says that something asked about is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof AskError && (error.code === 'BAD_USER_INPUT' || error.code === 'NOT_FOUND');
}

/** The kinds and relations of the domain, with counts. */
export async function domain(asking: Asking) {
  return (await ask(DomainDocument, {}, asking)).ontology;
}

/** Who is joined with the most others by meetings, best first; empty where nobody is. `others` is how many. */
export async function bestConnected(asking: Asking): Promise<readonly { id: Id; name: string; others: number }[]> {
  const { centrality } = await ask(BestConnectedDocument, {}, asking);
  return (centrality ?? []).flatMap(({ score, node }) => (score > 0 && 'name' in node ? [{ id: node.id, name: node.name, others: score }] : []));
}

/** Claims and places from which a question could start. */
export async function worthAsking(asking: Asking) {
  const { disputes, claims, places } = await ask(WorthAskingDocument, {}, asking);
  return {
    disputed: disputes?.edges.map(({ node }) => node) ?? [],
    claims: claims.nodes.map(({ id, text, assertions }) => ({ id, text, assertions: assertions.totalCount })),
    places: places.nodes.map(({ id, name, partOf, events }) => ({ id, name, events: events.totalCount, within: partOf !== null })),
  };
}

async function part({ subgraph }: SurroundingsQuery, { signal }: Asking): Promise<Part> {
  if (!subgraph) throw new AskError('The server gave no picture.', 'UNKNOWN', false);
  await breath();
  const nodes = await eachOf(subgraph.nodes, toNode);
  const edges = await eachOf(subgraph.edges, toEdge);
  signal?.throwIfAborted();
  return { nodes, edges, omitted: subgraph.omitted, early: subgraph.truncated && subgraph.omitted === 0 };
}

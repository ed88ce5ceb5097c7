/** What the timeline shows: the things of the scene that have a time of their own, in order of time. */
import { alike, bounds, type Bounds, type Id, type Kind, type RelationType, type SceneEdge, type SceneNode, type Span, type Timed } from '../model';
import { number, relationPhrase } from '../words';

/** A dated node or edge. */
export interface Item {
  readonly id: Id;
  readonly what: 'node' | 'edge';
  readonly kind: Kind | RelationType;
  readonly label: string;
  /** Where it lies: of meetings, from the first to the last. */
  readonly span: Bounds;
  /** Its time, or those of the first and the last meeting. */
  readonly times: Timed;
  readonly disputed: boolean;
}

/** The scene, split into what has a place on the time line and what has not. */
export interface Dated {
  /** Dated nodes, and edges that have a time of their own, in order of time. */
  readonly items: readonly Item[];
  /**
   * The times of all dated nodes and of all dated edges: what the histogram counts. Of who met whom these are the times of the first
   * meeting and the last: what lies between was no one thing that went on.
   */
  readonly nodeSpans: readonly Span[];
  readonly edgeSpans: readonly Span[];
  /** Events, assertions and edges without a time. What can have none, such as a person, is not among them. */
  readonly undated: readonly Undated[];
}

/** Something that could have a time and has none. */
export interface Undated {
  readonly id: Id;
  readonly kind: Kind | RelationType;
  readonly label: string;
}

const timed: ReadonlySet<string> = new Set<Kind>(['MEETING', 'INCIDENT', 'ASSERTION', 'DOCUMENT', 'CLAIM']);
const timedEdges: ReadonlySet<string> = new Set<RelationType>(['MEMBER_OF', 'PRESENT_AT', 'MET']);

/**
 * Splits a scene. An edge without a time of its own is given that of one of its ends by the server; it is counted, but
 * it is no item, or every event would be drawn once more for each person who was there.
 */
export function dated(nodes: readonly SceneNode[], edges: readonly SceneEdge[]): Dated {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const items: Item[] = [];
  const nodeSpans: Span[] = [];
  const edgeSpans: Span[] = [];
  const undated: Undated[] = [];
  for (const node of nodes) {
    if (node.span) {
      nodeSpans.push(node.span);
      items.push({ id: node.id, what: 'node', kind: node.kind, label: node.label, span: node.span, times: node, disputed: node.backing?.disputed ?? false });
    } else if (timed.has(node.kind)) {
      undated.push({ id: node.id, kind: node.kind, label: node.label });
    }
  }
  for (const edge of edges) {
    const source = byId.get(edge.source);
    const target = byId.get(edge.target);
    const label = () => sentence(edge, source?.label ?? edge.source, target?.label ?? edge.target);
    if (edge.met) {
      edgeSpans.push(...(alike(edge.met) ? [edge.met.first] : [edge.met.first, edge.met.last]));
      items.push({ id: edge.id, what: 'edge', kind: edge.relation, label: label(), span: bounds(edge)!, times: edge, disputed: edge.disputed });
    } else if (edge.span) {
      edgeSpans.push(edge.span);
      if (same(edge.span, source?.span) || same(edge.span, target?.span)) continue;
      items.push({ id: edge.id, what: 'edge', kind: edge.relation, label: label(), span: edge.span, times: edge, disputed: edge.disputed });
    } else if (timedEdges.has(edge.relation)) {
      undated.push({ id: edge.id, kind: edge.relation, label: label() });
    }
  }
  items.sort(byTime);
  undated.sort((a, b) => compare(a.label, b.label) || compare(a.id, b.id));
  return { items, nodeSpans, edgeSpans, undated };
}

/** The order of time that the API has too: the earliest start, then the latest end, then the id. */
export function byTime(a: { id: Id; span: Bounds }, b: { id: Id; span: Bounds }): number {
  return compare(a.span.from, b.span.from) || compare(a.span.to, b.span.to) || compare(a.id, b.id);
}

function sentence(edge: SceneEdge, source: string, target: string): string {
  const role = edge.role ? ` (${edge.role})` : edge.count > 1 ? ` ${number(edge.count, 'time')}` : '';
  return `${source} ${relationPhrase(edge.relation, 'OUT')} ${target}${role}`;
}

function same(a: Span, b: Span | undefined): boolean {
  return b !== undefined && a.from === b.from && a.to === b.to && a.surelyFrom === b.surelyFrom && a.surelyTo === b.surelyTo;
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The finite instants that all these times lie between, or null where there is none. */
export function extent(spans: Iterable<Bounds>): [number, number] | null {
  let from = Infinity;
  let to = -Infinity;
  for (const span of spans) {
    for (const at of [span.from, span.surelyFrom, span.surelyTo, span.to]) {
      if (!Number.isFinite(at)) continue;
      if (at < from) from = at;
      if (at > to) to = at;
    }
  }
  return from <= to ? [from, to] : null;
}

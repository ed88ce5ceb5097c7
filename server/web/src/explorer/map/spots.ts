/** What stands where: the places of the scene, what took place at each, and who was there. */
import type { Id, Kind, Point, RelationType, SceneEdge, SceneNode, Span } from '../model';
import { relationPhrase } from '../words';

/** An event, or an agent's stay, at a place. */
export interface Happening {
  readonly id: Id;
  readonly kind: Kind | RelationType;
  readonly label: string;
  readonly span: Span | undefined;
  /** The place that it was at, where that has no coordinates and the spot is the place around it. */
  readonly within: string | null;
  /** Whether it is disputed that it was there. */
  readonly disputed: boolean;
}

/** A place with coordinates and what was there, in order of time; undated happenings come last. */
export interface Spot {
  readonly id: Id;
  readonly name: string;
  readonly point: Point;
  /** Whether the place is a node of the scene itself, and can be selected. */
  readonly inScene: boolean;
  readonly happenings: readonly Happening[];
}

/** Something that the map cannot show. */
export interface Unplaced {
  readonly id: Id;
  readonly kind: Kind | RelationType;
  readonly label: string;
}

export interface Spots {
  readonly spots: readonly Spot[];
  /** Places without coordinates, and events at no place or at one that cannot be shown. */
  readonly unplaced: readonly Unplaced[];
}

/**
 * Gathers the spots of a scene. What was at a place without coordinates is shown at the nearest place around it that has
 * some, as far as the scene knows.
 */
export function gather(nodes: readonly SceneNode[], edges: readonly SceneEdge[]): Spots {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const around = new Map(edges.filter(({ relation }) => relation === 'PART_OF').map(({ source, target }) => [source, target]));
  const disputedAt = new Set(edges.filter(({ relation, disputed }) => relation === 'HELD_AT' && disputed).map(({ source }) => source));
  const spots = new Map<Id, { id: Id; name: string; point: Point; inScene: boolean; happenings: Happening[] }>();
  const unplaced: Unplaced[] = [];

  const spot = (id: Id, name: string, point: Point) => {
    const known = spots.get(id);
    if (known) return known;
    const made = { id, name, point, inScene: byId.has(id), happenings: [] };
    spots.set(id, made);
    return made;
  };
  const put = (what: Omit<Happening, 'within'>, at: { id: Id; name: string; point?: Point | undefined }) => {
    const found = at.point ? { ...at, point: at.point } : placeAround(at.id, byId, around);
    if (found) spot(found.id, found.name, found.point).happenings.push({ ...what, within: found.id === at.id ? null : at.name });
    else unplaced.push({ id: what.id, kind: what.kind, label: `${what.label}, at ${at.name}` });
  };

  for (const node of nodes) {
    if (node.kind === 'PLACE') {
      if (node.point) spot(node.id, node.label, node.point);
      else unplaced.push({ id: node.id, kind: node.kind, label: node.label });
    } else if (node.at) {
      put({ id: node.id, kind: node.kind, label: node.label, span: node.span, disputed: disputedAt.has(node.id) }, node.at);
    } else if (node.kind === 'MEETING' || node.kind === 'INCIDENT') {
      unplaced.push({ id: node.id, kind: node.kind, label: `${node.label}, nowhere said` });
    }
  }
  for (const edge of edges) {
    if (edge.relation !== 'PRESENT_AT') continue;
    const place = byId.get(edge.target);
    const agent = byId.get(edge.source);
    if (!place || !agent) continue;
    const label = `${agent.label} ${relationPhrase(edge.relation, 'OUT')} ${place.label}`;
    put({ id: edge.id, kind: edge.relation, label, span: edge.span, disputed: edge.disputed }, { id: place.id, name: place.label, point: place.point });
  }
  for (const { happenings } of spots.values()) happenings.sort(inTime);
  return { spots: [...spots.values()], unplaced: unplaced.sort((a, b) => a.label.localeCompare(b.label, 'en') || (a.id < b.id ? -1 : 1)) };
}

/** The nearest place around one that has coordinates; a circle of places ends the search. */
function placeAround(id: Id, byId: ReadonlyMap<Id, SceneNode>, around: ReadonlyMap<Id, Id>): { id: Id; name: string; point: Point } | null {
  const seen = new Set<Id>();
  for (let at = around.get(id); at !== undefined && !seen.has(at); at = around.get(at)) {
    seen.add(at);
    const place = byId.get(at);
    if (place?.point) return { id: place.id, name: place.label, point: place.point };
  }
  return null;
}

/** In order of time, the undated last. */
export function inTime(a: { id: Id; span: Span | undefined }, b: { id: Id; span: Span | undefined }): number {
  if (!a.span || !b.span) return a.span ? -1 : b.span ? 1 : a.id < b.id ? -1 : 1;
  if (a.span.from !== b.span.from) return a.span.from < b.span.from ? -1 : 1;
  if (a.span.to !== b.span.to) return a.span.to < b.span.to ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

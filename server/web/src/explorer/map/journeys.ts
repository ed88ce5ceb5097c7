/** The ways of what is selected: from one place to the next in order of time. */
import type { Id, Point, SceneEdge, SceneNode, Selection } from '../model';
import { inTime, type Happening, type Spot } from './spots';

/** A way from one place to the next. */
export interface Leg {
  readonly key: string;
  readonly from: Spot;
  readonly to: Spot;
  /** What was at either end. */
  readonly before: Happening;
  readonly after: Happening;
  /** Whether the one was surely over before the other began; else the order is only the likelier. */
  readonly certain: boolean;
}

/** A way, and whose it is. */
export interface Journey {
  readonly who: string;
  readonly legs: readonly Leg[];
}

/** What is selected and what it was part of: of an agent the events and stays, of an edge both ends. */
export function touched(selection: Selection, edges: readonly SceneEdge[]): ReadonlySet<Id> {
  const ids = new Set(selection);
  for (const id of selection) {
    for (const edge of edges) {
      if (edge.id === id) ids.add(edge.source).add(edge.target);
      else if (edge.source === id) for (const at of whereabouts(edge)) ids.add(at);
    }
  }
  return ids;
}

/** What an edge of an agent says of where it was: the event that it took part in, or the stay itself. */
function whereabouts(edge: SceneEdge): Id[] {
  if (edge.relation === 'ATTENDED') return [edge.target];
  return edge.relation === 'PRESENT_AT' ? [edge.id] : [];
}

/**
 * One way for each selected agent, over the events that it took part in and the places where it was, and one over the
 * selected events together. What has no date has no place in an order and is left out; staying at a place is no leg.
 */
export function journeys(selection: Selection, nodes: readonly SceneNode[], edges: readonly SceneEdge[], spots: readonly Spot[]): Journey[] {
  const stops = new Map<Id, { spot: Spot; happening: Happening }>();
  for (const spot of spots) for (const happening of spot.happenings) stops.set(happening.id, { spot, happening });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found: Journey[] = [];
  const together: Id[] = [];
  for (const id of selection) {
    const node = byId.get(id);
    if (!node || node.kind === 'MEETING' || node.kind === 'INCIDENT') {
      together.push(id);
      continue;
    }
    const own = edges.filter(({ source }) => source === id).flatMap(whereabouts);
    found.push({ who: node.label, legs: legs(own, stops) });
  }
  found.push({ who: 'What is selected', legs: legs(together, stops) });
  return found.filter((journey) => journey.legs.length > 0);
}

function legs(ids: readonly Id[], stops: ReadonlyMap<Id, { spot: Spot; happening: Happening }>): Leg[] {
  const way = ids
    .flatMap((id) => stops.get(id) ?? [])
    .filter(({ happening }) => happening.span)
    .sort((a, b) => inTime(a.happening, b.happening));
  const made: Leg[] = [];
  for (const [i, after] of way.entries()) {
    const before = way[i - 1];
    if (!before || same(before.spot.point, after.spot.point)) continue;
    made.push({
      key: `${before.happening.id} ${after.happening.id}`,
      from: before.spot,
      to: after.spot,
      before: before.happening,
      after: after.happening,
      certain: before.happening.span!.to < after.happening.span!.from,
    });
  }
  return made;
}

function same(a: Point, b: Point): boolean {
  return a.lat === b.lat && a.lon === b.lon;
}

/** A bow from one point of the screen to another, bent to its right so that there and back are two; its middle, and the way that it goes there. */
export function bow([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): { path: string; x: number; y: number; degrees: number } {
  const bend = 0.16;
  const cx = (ax + bx) / 2 - (by - ay) * bend;
  const cy = (ay + by) / 2 + (bx - ax) * bend;
  return {
    path: `M ${ax} ${ay} Q ${cx} ${cy} ${bx} ${by}`,
    x: (ax + 2 * cx + bx) / 4,
    y: (ay + 2 * cy + by) / 4,
    degrees: (Math.atan2(by - ay, bx - ax) * 180) / Math.PI,
  };
}

/** Turns what the API answers into the shared types. */
import type { BackingFragment, DrawnEdgeFragment, DrawnNodeFragment, TimesFragment } from '../gen/graphql';
import type { Backing, Met, Point, SceneEdge, SceneNode, Span } from '../model';

/** A time; undefined where there is none. */
export function toSpan(times: TimesFragment | null | undefined): Span | undefined {
  if (!times) return undefined;
  return {
    edtf: times.edtf,
    text: times.text ?? null,
    from: instant(times.startEarliest, -Infinity),
    to: instant(times.endLatest, Infinity),
    surelyFrom: instant(times.startLatest, -Infinity),
    surelyTo: instant(times.endEarliest, Infinity),
    approximate: times.approximate,
    uncertain: times.uncertain,
  };
}

function instant(text: string | null | undefined, open: number): number {
  return text ? Date.parse(text) : open;
}

export function toBacking(backing: BackingFragment): Backing {
  const { documents, origins, certainty, disputed, anonymous } = backing;
  return { documents, origins, certainty: certainty ?? null, disputed, anonymous };
}

export function toNode(drawn: DrawnNodeFragment): SceneNode {
  const { node } = drawn;
  const more: Partial<SceneNode> = {
    ...optional('span', toSpan(drawn.when)),
    ...('coordinates' in node ? optional('point', toPoint(node.coordinates)) : {}),
    ...('place' in node && node.place
      ? { at: { id: node.place.id, name: node.place.name, ...optional('point', toPoint(node.place.coordinates)) } }
      : {}),
    ...('provenance' in node ? { backing: toBacking(node.provenance) } : {}),
    ...('hedges' in node && node.hedges.length > 0 ? { hedges: node.hedges } : {}),
  };
  return { id: drawn.id, kind: drawn.kind, label: label(drawn), sub: sub(drawn), degree: drawn.degree, ...more };
}

export function toEdge(drawn: DrawnEdgeFragment): SceneEdge {
  const { id, relation, count, source, target } = drawn;
  return {
    id,
    relation,
    count,
    role: drawn.role ?? null,
    source: source.id,
    target: target.id,
    ...toBacking(drawn.provenance),
    ...optional('span', toSpan(drawn.when)),
    ...optional('met', toMet(drawn)),
  };
}

function toMet({ firstMet, lastMet }: DrawnEdgeFragment): Met | undefined {
  const [first, last] = [toSpan(firstMet), toSpan(lastMet)];
  return first && last && { first, last };
}

function toPoint(coordinates: { latitude: number; longitude: number } | null | undefined): Point | undefined {
  return coordinates ? { lat: coordinates.latitude, lon: coordinates.longitude } : undefined;
}

/** A statement is called by who made it: its verb alone says little. */
function label({ label, node }: DrawnNodeFragment): string {
  if (!('claim' in node)) return label;
  return node.speaker ? `${node.speaker.name} ${label}` : `the document ${label}`;
}

function sub({ node }: DrawnNodeFragment): string {
  if ('claim' in node) return node.claim.text;
  if ('description' in node && node.description) return node.description;
  if ('placeType' in node && node.placeType) return node.placeType;
  if ('incidentType' in node && node.incidentType) return node.incidentType;
  if ('documentType' in node && node.documentType) return node.documentType;
  return '';
}

function optional<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, V>);
}

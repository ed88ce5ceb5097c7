/** What of a scene is shown, and in what strength: the filter, the window and the folding of meetings at work. */
import { certainties, within, type Filter, type Id, type Kind, type RelationType, type SceneEdge, type SceneNode, type TimeWindow } from '../model';
import type { Scene } from './scene';

export interface Picture {
  /** What is drawn. */
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  /** What of it is drawn faintly, because it does not pass. */
  readonly faint: ReadonlySet<Id>;
  /** What of the scene there is of each kind and relation, and how much of that passes. */
  readonly kinds: ReadonlyMap<Kind, Count>;
  readonly relations: ReadonlyMap<RelationType, Count>;
}

export interface Count {
  readonly all: number;
  readonly shown: number;
}

/**
 * The picture of a scene. Who met whom is an edge where no meeting in the picture shows it, or where meetings are folded. A node passes by its kind and its time, a claim by what stands behind it too; an edge passes if
 * both its ends do, by its relation, its time and what stands behind it. With `fade` what does not pass stays, faintly.
 */
export function picture(
  scene: Scene,
  nodes: ReadonlyMap<Id, SceneNode>,
  edges: Iterable<SceneEdge>,
  filter: Filter,
  window: TimeWindow | null,
): Picture {
  const hidden = new Set(scene.hidden);
  const within = scene.ids.flatMap((id) => nodes.get(id) ?? []).filter((node) => !hidden.has(node.id) && !(scene.folded && node.kind === 'MEETING'));
  const there = new Set(within.map((node) => node.id));
  const all = [...edges].filter((edge) => there.has(edge.source) && there.has(edge.target));
  const seen = scene.folded ? new Map<Id, ReadonlySet<Id>>() : seenToMeet(all, nodes);
  const between = all.filter((edge) => edge.relation !== 'MET' || !seen.get(edge.source)?.has(edge.target));

  const passing = new Set<Id>();
  for (const node of within) if (nodePasses(node, filter, window)) passing.add(node.id);
  for (const edge of between) if (passing.has(edge.source) && passing.has(edge.target) && edgePasses(edge, filter, window)) passing.add(edge.id);

  const stays = (thing: { id: Id }) => filter.fade || passing.has(thing.id);
  const shown = { nodes: within.filter(stays), edges: between.filter(stays) };
  return {
    ...shown,
    faint: new Set([...shown.nodes, ...shown.edges].map((thing) => thing.id).filter((id) => !passing.has(id))),
    kinds: counts(within, (node) => node.kind, passing),
    relations: counts(between, (edge) => edge.relation, passing),
  };
}

/** With whom each takes part in a meeting of the picture: an edge that says that they met would say it twice. */
function seenToMeet(edges: readonly SceneEdge[], nodes: ReadonlyMap<Id, SceneNode>): ReadonlyMap<Id, ReadonlySet<Id>> {
  const meetings = new Map<Id, Id[]>();
  for (const edge of edges) {
    if (edge.relation !== 'ATTENDED' || nodes.get(edge.target)?.kind !== 'MEETING') continue;
    const there = meetings.get(edge.target);
    if (there) there.push(edge.source);
    else meetings.set(edge.target, [edge.source]);
  }
  const met = new Map<Id, Set<Id>>();
  for (const there of meetings.values()) {
    for (const one of there) {
      const others = met.get(one) ?? new Set();
      for (const other of there) others.add(other);
      met.set(one, others);
    }
  }
  return met;
}

/** Whether anything is switched off or asked for. */
export function filters(filter: Filter): boolean {
  return filter.kindsOff.length + filter.relationsOff.length > 0 || filter.minCertainty !== null || filter.minOrigins > 0 || filter.onlyDisputed;
}

function nodePasses(node: SceneNode, filter: Filter, window: TimeWindow | null): boolean {
  return !filter.kindsOff.includes(node.kind) && within(node, window) && (!node.backing || backed(node.backing, filter));
}

function edgePasses(edge: SceneEdge, filter: Filter, window: TimeWindow | null): boolean {
  return !filter.relationsOff.includes(edge.relation) && within(edge, window) && backed(edge, filter);
}

type Backed = Pick<SceneEdge, 'certainty' | 'origins' | 'disputed'>;

function backed(what: Backed, filter: Filter): boolean {
  if (what.origins < filter.minOrigins || (filter.onlyDisputed && !what.disputed)) return false;
  if (filter.minCertainty === null) return true;
  return what.certainty !== null && certainties.indexOf(what.certainty) <= certainties.indexOf(filter.minCertainty);
}

function counts<T extends { id: Id }, K extends string>(things: readonly T[], of: (thing: T) => K, passing: ReadonlySet<Id>): ReadonlyMap<K, Count> {
  const found = new Map<K, Count>();
  for (const thing of things) {
    const { all, shown } = found.get(of(thing)) ?? { all: 0, shown: 0 };
    found.set(of(thing), { all: all + 1, shown: shown + (passing.has(thing.id) ? 1 : 0) });
  }
  return found;
}

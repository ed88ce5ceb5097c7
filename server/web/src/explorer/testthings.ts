/** Small nodes and edges for tests. */
import type { Id, Kind, RelationType, SceneEdge, SceneNode } from './model';

export function node(id: Id, kind: Kind = 'PERSON', more: Partial<SceneNode> = {}): SceneNode {
  return { id, kind, label: id, sub: '', degree: 1, ...more };
}

export function edge(source: Id, relation: RelationType, target: Id, more: Partial<SceneEdge> = {}): SceneEdge {
  return {
    id: `${relation}:${source}:${target}`,
    relation,
    source,
    target,
    role: null,
    count: 1,
    documents: 1,
    origins: 1,
    certainty: 'CERTAIN',
    disputed: false,
    anonymous: false,
    ...more,
  };
}

export function byId<T extends { id: Id }>(things: readonly T[]): Map<Id, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}

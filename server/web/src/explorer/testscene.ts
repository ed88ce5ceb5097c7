/** Nodes and edges for the tests. */
import type { SceneEdge, SceneNode } from './model';

export function node(id: string, kind: SceneNode['kind'], more: Partial<SceneNode> = {}): SceneNode {
  return { id, kind, label: id, sub: '', degree: 1, ...more };
}

export function edge(id: string, relation: SceneEdge['relation'], source: string, target: string, more: Partial<SceneEdge> = {}): SceneEdge {
  const backing = { documents: 1, origins: 1, certainty: 'CERTAIN', disputed: false, anonymous: false } as const;
  return { id, relation, source, target, role: null, count: 1, ...backing, ...more };
}

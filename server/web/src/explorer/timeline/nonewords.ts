/** What the time line says where nothing has a date. */
import type { SceneEdge, SceneNode } from '../model';

/** Why there is nothing on it, and what can be done. */
export function noneWords(nodes: readonly SceneNode[], edges: readonly SceneEdge[]): string {
  if (nodes.length === 0) return 'Nothing is in view.';
  if (edges.some(({ relation }) => relation === 'MET')) {
    return 'Nothing in view has a date: when those who met did so is not recorded.';
  }
  return 'Nothing in view has a date. Meetings, incidents and statements have: double-click a thing to open what is around it.';
}

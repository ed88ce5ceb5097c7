/** What is to be seen in the picture. */
import type { Id, SceneEdge, SceneNode, Selection } from '../model';

export interface Scenery {
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  /** Drawn faintly. */
  readonly faint: ReadonlySet<Id>;
  readonly selection: Selection;
  readonly pinned: Readonly<Record<Id, readonly [number, number]>>;
  /** The nodes and edges of a path or chain, which alone are bright; null where none is. */
  readonly lit: ReadonlySet<Id> | null;
  /** Whether all but what is selected and next to it is faint. */
  readonly focused: boolean;
}

export const nothing: Scenery = { nodes: [], edges: [], faint: new Set(), selection: [], pinned: {}, lit: null, focused: false };

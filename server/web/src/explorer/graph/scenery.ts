/** What is to be seen in the picture, and what the reader does in it. */
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

/** What the reader does in the picture. */
export interface Told {
  /** A thing was chosen; with `add` beside others; null for none. */
  readonly select: (id: Id | null, add: boolean) => void;
  readonly expand: (id: Id) => void;
  /** A menu is asked for, at a place of the page. */
  readonly menu: (id: Id, x: number, y: number) => void;
  readonly pin: (id: Id, at: readonly [number, number]) => void;
  /** The arranging has begun or ended. */
  readonly arranging: (on: boolean) => void;
  /** What draws was lost, as after a long sleep; or it is there again, and only a new picture draws with it. */
  readonly lost: (on: boolean) => void;
}

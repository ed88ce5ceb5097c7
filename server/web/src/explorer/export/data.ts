/** A scene as a file: everything it shows, for other programs, and how it looks, so that it can be opened here again. */
import type { Id, SceneEdge, SceneNode } from '../model';
import type { State } from '../state/scene';
import { fromWords, toWords } from '../state/url';

/** What a file of this kind begins with. */
const format = 'parley-scene';

export interface SceneFile {
  readonly format: typeof format;
  readonly version: 1;
  /** What is in the picture, filtered and chosen, in the words of an address. */
  readonly state: string;
  /** Where each node stands, in the coordinates of the graph; y points up. */
  readonly places: Readonly<Record<Id, readonly [number, number]>>;
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
}

export interface Shown {
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
}

/** The file of a scene: what is shown of it, and its state. Open ends of times are null. */
export function toFile(state: State, { nodes, edges }: Shown, places: ReadonlyMap<Id, readonly [number, number]>): string {
  const file: SceneFile = { format, version: 1, state: toWords(state), places: Object.fromEntries(places), nodes, edges };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** The state and the places that a file has; a sentence on what is wrong where it is no such file. */
export function fromFile(text: string): { state: State; places: ReadonlyMap<Id, readonly [number, number]> } | string {
  let file: Partial<SceneFile> | null;
  try {
    file = JSON.parse(text) as Partial<SceneFile> | null;
  } catch {
    return 'This file is no JSON: choose one that was saved here.';
  }
  if (file?.format !== format || typeof file.state !== 'string') return 'This file is not of a scene: choose one that was saved here.';
  if (file.version !== 1) return 'This file is of a newer Parley than this one.';
  const state = fromWords(file.state);
  if (state.scene.ids.length === 0) return 'The scene of this file is empty.';
  return { state, places: new Map(Object.entries(file.places ?? {}).filter(([, at]) => isPlace(at))) };
}

function isPlace(at: unknown): at is readonly [number, number] {
  return Array.isArray(at) && at.length === 2 && at.every(Number.isFinite);
}

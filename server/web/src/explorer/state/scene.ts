/**
 * What the page shows, as plain data, and how each act of the reader changes it. Nodes and edges themselves are kept
 * elsewhere (data.ts); a scene is only the ids of the nodes in it, so that it fits into an address and an undo is cheap.
 */
import type { Bright, Filter, Id, PathQuestion, Selection, Side, TimeWindow, View, Wish } from '../model';

export interface Scene {
  /** The nodes, in the order in which they came. */
  readonly ids: readonly Id[];
  /** Nodes that the reader put somewhere, in the coordinates of the graph. */
  readonly pinned: Readonly<Record<Id, readonly [number, number]>>;
  /** Nodes that are in the scene and not shown. */
  readonly hidden: readonly Id[];
  /** Whether meetings are folded into edges between those who met. */
  readonly folded: boolean;
}

export interface State {
  readonly scene: Scene;
  readonly filter: Filter;
  readonly selection: Selection;
  readonly window: TimeWindow | null;
  readonly view: View;
  readonly side: Side;
  /** About whom accounts are asked to differ; null for all. */
  readonly about: Id | null;
  /** How two are connected, as it is put together or was asked. */
  readonly question: PathQuestion;
  readonly bright: Bright | null;
}

export const anyWay: Wish = { relations: [], kinds: [], within: '', match: 'POSSIBLE', minOrigins: 0, minCertainty: null, steps: 6, first: 5 };
export const noQuestion: PathQuestion = { from: null, to: null, wish: anyWay, asked: false };
export const noFilter: Filter = { kindsOff: [], relationsOff: [], minCertainty: null, minOrigins: 0, onlyDisputed: false, fade: false };
export const emptyScene: Scene = { ids: [], pinned: {}, hidden: [], folded: false };
export const emptyState: State = {
  scene: emptyScene,
  filter: noFilter,
  selection: [],
  window: null,
  view: 'graph',
  side: 'details',
  about: null,
  question: noQuestion,
  bright: null,
};

export type Action =
  | { readonly type: 'add'; readonly ids: readonly Id[]; readonly select?: Id; readonly folded?: boolean }
  | { readonly type: 'lay'; readonly at: Readonly<Record<Id, readonly [number, number]>> }
  | { readonly type: 'remove'; readonly ids: readonly Id[] }
  | { readonly type: 'keep'; readonly ids: readonly Id[] }
  | { readonly type: 'start'; readonly ids: readonly Id[]; readonly folded: boolean; readonly select?: Id }
  | { readonly type: 'pin'; readonly at: Scene['pinned'] }
  | { readonly type: 'unpin'; readonly ids: readonly Id[] }
  | { readonly type: 'hide'; readonly ids: readonly Id[] }
  | { readonly type: 'unhide' }
  | { readonly type: 'fold'; readonly on: boolean }
  | { readonly type: 'filter'; readonly filter: Partial<Filter> }
  | { readonly type: 'select'; readonly ids: Selection }
  /** `moving` while it is dragged or played, when more will follow at once. */
  | { readonly type: 'window'; readonly window: TimeWindow | null; readonly moving?: boolean }
  | { readonly type: 'view'; readonly view: View }
  | { readonly type: 'side'; readonly side: Side; readonly about?: Id | null }
  /** Changes the question; it counts as not asked, unless it is said to be. */
  | { readonly type: 'question'; readonly question: Partial<PathQuestion> }
  | { readonly type: 'brighten'; readonly bright: Bright | null }
  | { readonly type: 'open'; readonly state: State };

/** The state after an act. An act that changes nothing gives the very same state. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'add':
      return withScene(action.select ? select(state, [action.select]) : state, {
        ids: union(state.scene.ids, action.ids),
        hidden: without(state.scene.hidden, action.ids),
        folded: action.folded ?? state.scene.folded,
      });
    case 'lay':
      return withScene(state, {
        ids: union(state.scene.ids, Object.keys(action.at)),
        hidden: without(state.scene.hidden, Object.keys(action.at)),
        pinned: { ...state.scene.pinned, ...action.at },
      });
    case 'remove':
      return remove(state, new Set(action.ids));
    case 'keep': {
      const kept = new Set(action.ids);
      return remove(state, new Set(state.scene.ids.filter((id) => !kept.has(id))));
    }
    case 'start':
      return {
        ...emptyState,
        scene: { ...emptyScene, ids: union([], action.ids), folded: action.folded },
        selection: action.select ? [action.select] : [],
        view: state.view,
      };
    case 'pin':
      return withScene(state, { pinned: { ...state.scene.pinned, ...action.at } });
    case 'unpin':
      return withScene(state, { pinned: omit(state.scene.pinned, new Set(action.ids)) });
    case 'hide':
      return deselect(withScene(state, { hidden: union(state.scene.hidden, action.ids) }), new Set(action.ids));
    case 'unhide':
      return withScene(state, { hidden: [] });
    case 'fold':
      return withScene(state, { folded: action.on });
    case 'filter':
      return changed(state, { filter: { ...state.filter, ...action.filter } });
    case 'select':
      return select(state, action.ids);
    case 'window':
      return changed(state, { window: action.window });
    case 'view':
      return changed(state, { view: action.view });
    case 'side':
      return changed(state, { side: action.side, about: action.about ?? null });
    case 'question':
      return changed(state, { question: { ...state.question, asked: false, ...action.question } });
    case 'brighten':
      return changed(state, { bright: action.bright });
    case 'open':
      return changed(state, action.state);
  }
}

/** Whether an act changes what is in the picture, and so can be undone; the others only change how one looks at it. */
export function undoable(before: State, after: State): boolean {
  return before.scene !== after.scene || before.filter !== after.filter || before.window !== after.window;
}

/** Takes an id into a selection or out of it. */
export function toggled(selection: Selection, id: Id): Selection {
  return selection.includes(id) ? selection.filter((other) => other !== id) : [...selection, id];
}

function remove(state: State, gone: ReadonlySet<Id>): State {
  const stays = (id: Id) => !gone.has(id);
  const scene = { ids: state.scene.ids.filter(stays), hidden: state.scene.hidden.filter(stays), pinned: omit(state.scene.pinned, gone) };
  return deselect(withScene(state, scene), gone);
}

function withScene(state: State, change: Partial<Scene>): State {
  return changed(state, { scene: { ...state.scene, ...change } });
}

/** What is selected is shown at the right; where nothing is, nothing stands out any more either. */
function select(state: State, selection: Selection): State {
  return changed(state, { selection, ...(selection.length > 0 ? { side: 'details' as const } : { bright: null }) });
}

function deselect(state: State, gone: ReadonlySet<Id>): State {
  return changed(state, { selection: state.selection.filter((id) => !gone.has(id)) });
}

/** The state with a change; what says the same as before stays the very same. */
function changed(state: State, change: Partial<State>): State {
  const parts = Object.entries(change).filter(([part, value]) => !same(state[part as keyof State], value));
  return parts.length === 0 ? state : { ...state, ...Object.fromEntries(parts) };
}

/** The ids with those of the others that are not among them. */
export function union(ids: readonly Id[], more: readonly Id[]): readonly Id[] {
  const all = new Set([...ids, ...more]);
  return all.size === ids.length ? ids : [...all];
}

function without(ids: readonly Id[], gone: readonly Id[]): readonly Id[] {
  const set = new Set(gone);
  return ids.some((id) => set.has(id)) ? ids.filter((id) => !set.has(id)) : ids;
}

function omit<T>(record: Readonly<Record<Id, T>>, gone: ReadonlySet<Id>): Readonly<Record<Id, T>> {
  const stays = Object.entries(record).filter(([id]) => !gone.has(id));
  return stays.length === Object.keys(record).length ? record : Object.fromEntries(stays);
}

/** Whether two pieces of plain data say the same. */
export function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

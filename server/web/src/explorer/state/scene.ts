/**
 * What the page shows, as plain data, and how each act of the reader changes it. Nodes and edges themselves are kept
 * elsewhere (data.ts); a scene is only the ids of the nodes in it, so that it fits into an address and an undo is cheap.
 */
import type { Filter, Id, Selection, TimeWindow, View } from '../model';

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
}

export const noFilter: Filter = { kindsOff: [], relationsOff: [], minCertainty: null, minOrigins: 0, onlyDisputed: false, fade: false };
export const emptyScene: Scene = { ids: [], pinned: {}, hidden: [], folded: false };
export const emptyState: State = { scene: emptyScene, filter: noFilter, selection: [], window: null, view: 'graph' };

export type Action =
  | { readonly type: 'add'; readonly ids: readonly Id[]; readonly select?: Id }
  | { readonly type: 'lay'; readonly at: Readonly<Record<Id, readonly [number, number]>> }
  | { readonly type: 'remove'; readonly ids: readonly Id[] }
  | { readonly type: 'keep'; readonly ids: readonly Id[] }
  | { readonly type: 'start'; readonly ids: readonly Id[]; readonly folded: boolean; readonly select?: Id }
  | { readonly type: 'pin'; readonly id: Id; readonly at: readonly [number, number] }
  | { readonly type: 'unpin'; readonly ids: readonly Id[] }
  | { readonly type: 'hide'; readonly ids: readonly Id[] }
  | { readonly type: 'unhide' }
  | { readonly type: 'fold'; readonly on: boolean }
  | { readonly type: 'filter'; readonly filter: Partial<Filter> }
  | { readonly type: 'select'; readonly ids: Selection }
  | { readonly type: 'window'; readonly window: TimeWindow | null }
  | { readonly type: 'view'; readonly view: View }
  | { readonly type: 'open'; readonly state: State };

/** The state after an act. An act that changes nothing gives the very same state. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'add':
      return withScene(select(state, action.select ? [action.select] : state.selection), {
        ids: union(state.scene.ids, action.ids),
        hidden: without(state.scene.hidden, action.ids),
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
        ...state,
        scene: { ...emptyScene, ids: union([], action.ids), folded: action.folded },
        selection: action.select ? [action.select] : [],
        filter: noFilter,
        window: null,
      };
    case 'pin':
      return withScene(state, { pinned: { ...state.scene.pinned, [action.id]: action.at } });
    case 'unpin':
      return withScene(state, { pinned: omit(state.scene.pinned, new Set(action.ids)) });
    case 'hide':
      return select(withScene(state, { hidden: union(state.scene.hidden, action.ids) }), without(state.selection, action.ids));
    case 'unhide':
      return withScene(state, { hidden: [] });
    case 'fold':
      return withScene(state, { folded: action.on });
    case 'filter':
      return same(state.filter, { ...state.filter, ...action.filter }) ? state : { ...state, filter: { ...state.filter, ...action.filter } };
    case 'select':
      return select(state, action.ids);
    case 'window':
      return same(state.window, action.window) ? state : { ...state, window: action.window };
    case 'view':
      return state.view === action.view ? state : { ...state, view: action.view };
    case 'open':
      return action.state;
  }
}

/** Whether an act changes what is in the picture, and so can be undone; the others only change how one looks at it. */
export function undoable(before: State, after: State): boolean {
  return before.scene !== after.scene || before.filter !== after.filter;
}

/** Takes an id into a selection or out of it. */
export function toggled(selection: Selection, id: Id): Selection {
  return selection.includes(id) ? selection.filter((other) => other !== id) : [...selection, id];
}

function remove(state: State, gone: ReadonlySet<Id>): State {
  const stays = (id: Id) => !gone.has(id);
  return select(
    withScene(state, {
      ids: state.scene.ids.filter(stays),
      hidden: state.scene.hidden.filter(stays),
      pinned: omit(state.scene.pinned, gone),
    }),
    state.selection.filter(stays),
  );
}

function withScene(state: State, change: Partial<Scene>): State {
  const scene = { ...state.scene, ...change };
  return same(state.scene, scene) ? state : { ...state, scene };
}

function select(state: State, selection: Selection): State {
  return same(state.selection, selection) ? state : { ...state, selection };
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

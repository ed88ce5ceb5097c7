/** The one shared state of the page, as signals, and what is known of the graph so far. */
import { batch, computed, signal } from '@preact/signals';
import type { Id, SceneEdge, SceneNode } from '../model';
import * as history from './history';
import { type Action, emptyState, type State, toggled } from './scene';
import { picture } from './visible';

/** The history of what is shown; address.ts keeps the address in step with it. */
export const steps = signal(history.begin(emptyState));

/** All nodes and edges that any answer had; a scene that is undone or gone back to needs no question. */
export const nodes = signal<ReadonlyMap<Id, SceneNode>>(new Map());
export const edges = signal<ReadonlyMap<Id, SceneEdge>>(new Map());

export const state = computed(() => steps.value.present.state);
export const canUndo = computed(() => steps.value.past.length > 0);
export const canRedo = computed(() => steps.value.future.length > 0);

const scene = computed(() => state.value.scene);
const filter = computed(() => state.value.filter);
export const timeWindow = computed(() => state.value.window);

/** The edges between nodes of the scene; looked for once, not at each change of a filter. */
const sceneEdges = computed(() => {
  const there = new Set(scene.value.ids);
  return [...edges.value.values()].filter((edge) => there.has(edge.source) && there.has(edge.target));
});

/** What is shown. */
export const shown = computed(() => picture(scene.value, nodes.value, sceneEdges.value, filter.value, timeWindow.value));

/** The same without the time window, for the pictures that draw it themselves. */
export const anytime = computed(() => (timeWindow.value ? picture(scene.value, nodes.value, sceneEdges.value, filter.value, null) : shown.value));

/** What the panel is about: the last of what is selected. */
export const focus = computed(() => state.value.selection.at(-1) ?? null);

export function dispatch(action: Action): void {
  steps.value = history.act(steps.value, action, performance.now());
}

/** Begins with a state: nothing before it can be gone back to by undo. */
export function begin(first: State): void {
  steps.value = history.begin(first);
}

/** Goes to a state of a step of the history. */
export function arrive(id: number | null, there: State): void {
  steps.value = history.go(steps.value, id, there, performance.now());
}

export function undo(): void {
  steps.value = history.undo(steps.value);
}

export function redo(): void {
  steps.value = history.redo(steps.value);
}

/** Selects one thing; with `add` it is added to the selection, or taken from it. */
export function select(id: Id | null, add = false): void {
  dispatch({ type: 'select', ids: id === null ? [] : add ? toggled(state.value.selection, id) : [id] });
}

/** Keeps what an answer had. */
export function learn(part: { nodes: readonly SceneNode[]; edges: readonly SceneEdge[] }): void {
  batch(() => {
    nodes.value = merged(nodes.value, part.nodes);
    edges.value = merged(edges.value, part.edges);
  });
}

function merged<T extends { id: Id }>(known: ReadonlyMap<Id, T>, more: readonly T[]): ReadonlyMap<Id, T> {
  const all = new Map(known);
  for (const thing of more) all.set(thing.id, thing);
  return all;
}

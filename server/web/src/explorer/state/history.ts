/**
 * Undo and redo: the pictures before this one and those that were undone. A step is what changes the picture: what is in
 * it, where it is pinned, the filter and the time window. Looking is none: what is selected, the view, what the right side
 * is about, the question of a path and what is bright stay as they are when a step is undone.
 *
 * Back and Forward of the browser walk along these very steps, and more finely: each address says of which step it is
 * (address.ts), so that going back over a step moves here as undo does, and nothing that could be undone or redone is lost.
 */
import { type Action, reduce, type State, undoable } from './scene';

/** A picture on the way here, with how it was looked at when it was left. */
export interface Step {
  /** Of this step alone, for as long as the page is open. */
  readonly id: number;
  readonly state: State;
}

export interface History {
  readonly past: readonly Step[];
  readonly present: Step;
  readonly future: readonly Step[];
  /** What is being done, where more of the same belongs to the same step: a drag, a number that is typed. */
  readonly doing: Doing | null;
}

interface Doing {
  readonly what: string;
  /** The last moment, in milliseconds, at which more of it belongs to the same step. */
  readonly until: number;
}

/** How many steps back are kept. */
const depth = 200;

/** How soon the same must follow to belong to the same step, in milliseconds. */
const pause = 1_000;

let last = 0;

/** The history that begins with a state. */
export function begin(state: State): History {
  return { past: [], present: { id: ++last, state }, future: [], doing: null };
}

/** The history after an act at a moment, in milliseconds. Looking is no step, and keeps what can be redone. */
export function act(history: History, action: Action, now: number): History {
  const { past, present, doing } = history;
  const state = reduce(present.state, action);
  if (state === present.state) return doing && !moves(action) ? { ...history, doing: null } : history;
  if (!undoable(present.state, state)) return { ...history, present: { ...present, state }, doing: null };
  const what = goesOn(action);
  const more = { future: [], doing: what === null ? null : { what, until: moves(action) ? Infinity : now + pause } };
  if (doing && doing.what === what && now <= doing.until) return { past, present: { ...present, state }, ...more };
  return { past: [...past, present].slice(-depth), present: { id: ++last, state }, ...more };
}

/** Of acts that come many at a time, what they are of; of all others null. */
function goesOn(action: Action): string | null {
  if (action.type === 'window') return 'window';
  return action.type === 'filter' && action.filter.minOrigins !== undefined && Object.keys(action.filter).length === 1 ? 'origins' : null;
}

/** Whether more is sure to follow, as of a drag. */
function moves(action: Action): boolean {
  return action.type === 'window' && action.moving === true;
}

/** One step back; without any, the same history. */
export function undo(history: History): History {
  const before = history.past.at(-1);
  return before ? to(history, before.id, looked(before.state, history.present.state)) : history;
}

/** One step forward again; without any, the same history. */
export function redo(history: History): History {
  const [after] = history.future;
  return after ? to(history, after.id, looked(after.state, history.present.state)) : history;
}

/** Goes to a state of a step, back or forward; where the step is not known, going there is a step itself. */
export function go(history: History, id: number | null, state: State, now: number): History {
  const known = steps(history).some((step) => step.id === id);
  return known && id !== null ? to(history, id, state) : act(history, { type: 'open', state }, now);
}

function to(history: History, id: number, state: State): History {
  const all = steps(history);
  const at = all.findIndex((step) => step.id === id);
  return { past: all.slice(0, at), present: { id, state }, future: all.slice(at + 1), doing: null };
}

function steps({ past, present, future }: History): readonly Step[] {
  return [...past, present, ...future];
}

/** The picture of the one state, looked at as in the other: but for what is selected and gone. */
function looked(picture: State, now: State): State {
  const there = new Set(picture.scene.ids);
  const gone = new Set(now.scene.ids.filter((id) => !there.has(id)));
  const selection = now.selection.filter((id) => !gone.has(id));
  const { scene, filter, window } = picture;
  return { ...now, scene, filter, window, selection: selection.length > 0 ? selection : picture.selection };
}

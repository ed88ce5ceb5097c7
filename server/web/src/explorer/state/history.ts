/** Undo and redo: the states before this one and those that were undone. */
import { type Action, reduce, type State, undoable } from './scene';

export interface History {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
}

/** How many steps back are kept. */
const depth = 200;

/** The history that begins with a state. */
export function begin(present: State): History {
  return { past: [], present, future: [] };
}

/** The history after an act. Only what changes the picture is a step; looking at it is none, and keeps what can be redone. */
export function act(history: History, action: Action): History {
  const present = reduce(history.present, action);
  if (present === history.present) return history;
  if (!undoable(history.present, present)) return { ...history, present };
  return { past: [...history.past, history.present].slice(-depth), present, future: [] };
}

/** One step back; without any, the same history. */
export function undo(history: History): History {
  const before = history.past.at(-1);
  if (!before) return history;
  return { past: history.past.slice(0, -1), present: look(before, history.present), future: [history.present, ...history.future] };
}

/** One step forward again; without any, the same history. */
export function redo(history: History): History {
  const [after, ...future] = history.future;
  if (!after) return history;
  return { past: [...history.past, history.present], present: look(after, history.present), future };
}

/** The picture of the one state, looked at as in the other. */
function look(picture: State, now: State): State {
  const ids = new Set(picture.scene.ids);
  const selection = now.selection.filter((id) => ids.has(id));
  return { ...picture, view: now.view, window: now.window, selection: selection.length > 0 ? selection : picture.selection };
}

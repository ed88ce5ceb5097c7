/** The keyboard: every act of the page has a key, which is good wherever nothing is being typed. */
import { taking } from '../export/dialog';
import { connect, expand } from '../state/acts';
import { giveUp, slow, spoken, tell } from '../state/notices';
import { canRedo, canUndo, dispatch, focus, nodes, redo, select, shown, state, undo } from '../state/store';
import { number } from '../words';
import { finding } from './find';
import type { MarkName } from './icon';
import { lassoing } from './lasso';
import { saving } from './saved';
import { focused, graphView, help, menu, turnTheme, turnTime } from './ui';
import { views } from './views';

/** The keys and what they do, each with the mark of the button that does the same, for the list that `?` opens. */
export const keyList: readonly (readonly [string, string, MarkName?])[] = [
  ['/', 'Search everything'],
  ['F', 'Find in the picture'],
  ['← → ↑ ↓', 'Walk to the neighbour in that direction'],
  ['Enter', 'Open what is around the selected'],
  ['M', 'See what is around it first, with counts'],
  ['C', 'See who connects the two that are selected'],
  ['P', 'Pin it where it is, or free it'],
  ['A', 'Draw around things to select them', 'lasso'],
  ['Ctrl A', 'Select all'],
  ['H', 'Hide the selected'],
  ['B', 'Bring back what is hidden'],
  ['Delete', 'Take the selected out of the picture'],
  ['K', 'Keep only the selected'],
  ['I', 'Select all others instead'],
  ['O', 'Focus on the selected: fade the rest', 'focus'],
  ['V', 'Fade what the filter leaves out, or leave it out'],
  ['Ctrl Z', 'Undo', 'undo'],
  ['Ctrl Shift Z', 'Redo', 'redo'],
  ['+', 'Zoom in', 'plus'],
  ['-', 'Zoom out', 'minus'],
  ['0', 'Show the whole picture', 'fit'],
  ['L', 'Arrange anew', 'arrange'],
  ['1 2 3', 'Another view of the same'],
  ['Y', 'Open or close the time line'],
  ['S', 'Save this view, or open a saved one', 'star'],
  ['E', 'Take it with you: picture, data, questions', 'save'],
  ['', 'Copy a link to this scene', 'link'],
  ['T', 'Light or dark', 'moon'],
  ['Esc', 'Close, give up what is waited for, or select nothing'],
  ['?', 'This list'],
];

const arrows: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** Does what a key asks for; whether it asked for anything. */
function act(event: KeyboardEvent): boolean {
  const { selection } = state.value;
  const picked = selection.filter((id) => state.value.scene.ids.includes(id));
  const one = picked.at(-1);
  const view = graphView.value;
  if (event.ctrlKey || event.metaKey) {
    const key = event.key.toLowerCase();
    if (key === 'z' && !event.shiftKey) takeBack();
    else if (key === 'y' || key === 'z') doAgain();
    else if (key === 'a' && state.value.scene.ids.length > 0) dispatch({ type: 'select', ids: shown.value.nodes.map((node) => node.id) });
    else return false;
    return true;
  }
  if (event.altKey) return false;
  const arrow = arrows[event.key];
  if (arrow) return walk(arrow);
  switch (event.key.toLowerCase()) {
    case '/':
      document.getElementById('search')?.focus();
      return true;
    case '?':
      help.value = true;
      return true;
    case 'escape':
      if (menu.value) menu.value = null;
      else if (slow.value) giveUp();
      else select(null);
      return true;
    case 'enter':
      if (one) void expand(one);
      return one !== undefined;
    case 'm':
    case 'contextmenu': {
      if (!one) return false;
      const at = view?.place(one) ?? { x: innerWidth / 2, y: innerHeight / 3 };
      menu.value = { id: one, ...at };
      return true;
    }
    case 'c': {
      const [first, second, third] = picked;
      if (first && second && !third) void connect(first, second);
      else tell('Select two things, then see who connects them.');
      return true;
    }
    case 'p':
      pin(picked);
      return true;
    case 'f':
      if (state.value.scene.ids.length > 0) finding.value = true;
      return true;
    case 'a':
      lassoing.value = view !== null && !lassoing.value;
      return true;
    case 'b':
      dispatch({ type: 'unhide' });
      return true;
    case 'v':
      dispatch({ type: 'filter', filter: { fade: !state.value.filter.fade } });
      return true;
    case 'y':
      turnTime();
      return true;
    case 'e':
      taking.value = true;
      return true;
    case 'h':
      dispatch({ type: 'hide', ids: picked });
      return true;
    case 'delete':
    case 'backspace':
      dispatch({ type: 'remove', ids: picked });
      return true;
    case 'k':
      if (picked.length > 0) dispatch({ type: 'keep', ids: picked });
      return true;
    case 'i':
      invert();
      return true;
    case 'o':
      focused.value = !focused.value;
      return true;
    case '+':
    case '=':
      view?.zoom(1.5);
      return true;
    case '-':
      view?.zoom(1 / 1.5);
      return true;
    case '0':
      view?.fit();
      return true;
    case 'l':
      view?.rearrange();
      return true;
    case 's':
      saving.value = true;
      return true;
    case 't':
      turnTheme();
      return true;
    default: {
      const chosen = views[Number(event.key) - 1];
      if (chosen) dispatch({ type: 'view', view: chosen.view });
      return chosen !== undefined;
    }
  }
}

/** Undoes the last step, and tells a screen reader what is left. */
export function takeBack(): void {
  if (!canUndo.value) return;
  undo();
  spoken.value = `Undone: ${number(shown.value.nodes.length, 'thing')} in the picture.`;
}

/** Does again what was undone. */
export function doAgain(): void {
  if (!canRedo.value) return;
  redo();
  spoken.value = `Done again: ${number(shown.value.nodes.length, 'thing')} in the picture.`;
}

/** Selects all nodes that are shown and were not selected. */
export function invert(): void {
  const picked = new Set(state.value.selection);
  dispatch({ type: 'select', ids: shown.value.nodes.map((node) => node.id).filter((id) => !picked.has(id)) });
}

/** Pins the nodes where they are; if all are pinned, frees them. */
export function pin(ids: readonly string[]): void {
  const { pinned } = state.value.scene;
  if (ids.every((id) => id in pinned)) {
    dispatch({ type: 'unpin', ids });
    return;
  }
  const places = graphView.value?.positions();
  const fresh = ids.flatMap((id) => (id in pinned ? [] : [[id, places?.get(id)] as const]));
  dispatch({ type: 'pin', at: Object.fromEntries(fresh.filter((one): one is [string, readonly [number, number]] => one[1] !== undefined)) });
}

function walk([x, y]: readonly [number, number]): boolean {
  const from = focus.value;
  const view = graphView.value;
  if (!view) return false;
  if (!from || !nodes.value.has(from)) {
    const [first] = [...shown.value.nodes].sort((a, b) => b.degree - a.degree);
    if (first) select(first.id);
    return first !== undefined;
  }
  const next = view.neighbour(from, x, y);
  if (next) {
    select(next);
    view.reveal(next);
  } else {
    tell('Nothing joined with it lies in that direction.');
  }
  return true;
}

/** Listens to the keyboard. */
export function listenToKeys(): () => void {
  const listener = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.defaultPrevented || target.closest('input:not([type=checkbox]), textarea, select, dialog[open], [role=slider]')) return;
    // A focused button is pressed by Enter and the space bar; that is the browser's to do.
    if (target.closest('button, a, summary') && (event.key === 'Enter' || event.key === ' ')) return;
    if (act(event)) event.preventDefault();
  };
  addEventListener('keydown', listener);
  return () => removeEventListener('keydown', listener);
}

/** Views that the reader saved under a name, in this browser. */
import { fromWords, toWords } from './url';
import type { State } from './scene';

export interface SavedView {
  readonly name: string;
  /** When it was saved, in milliseconds since 1970. */
  readonly saved: number;
  /** The state in the words of an address. */
  readonly words: string;
}

const key = 'parley.views';

/** The saved views, the last saved first. What is damaged counts as none. */
export function savedViews(storage: Pick<Storage, 'getItem'>): readonly SavedView[] {
  try {
    const found: unknown = JSON.parse(storage.getItem(key) ?? '[]');
    return Array.isArray(found) ? found.filter(isView) : [];
  } catch {
    return [];
  }
}

/** Saves a view and gives all; one of the same name is replaced. It throws if the browser keeps no more. */
export function saveView(storage: Pick<Storage, 'getItem' | 'setItem'>, name: string, state: State, now: number): readonly SavedView[] {
  const others = savedViews(storage).filter((view) => view.name !== name);
  const all = [{ name, saved: now, words: toWords(state) }, ...others];
  storage.setItem(key, JSON.stringify(all));
  return all;
}

/** Forgets a view and gives the others. */
export function dropView(storage: Pick<Storage, 'getItem' | 'setItem'>, name: string): readonly SavedView[] {
  const others = savedViews(storage).filter((view) => view.name !== name);
  storage.setItem(key, JSON.stringify(others));
  return others;
}

/** The state of a saved view. */
export function opened(view: SavedView): State {
  return fromWords(view.words);
}

function isView(found: unknown): found is SavedView {
  const view = found as Partial<SavedView> | null;
  return typeof view?.name === 'string' && typeof view.words === 'string' && typeof view.saved === 'number';
}

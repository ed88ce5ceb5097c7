/**
 * Keeps the address and the state in step: the address is the state, and each is a page to go back to.
 *
 * A step of the history, which can be undone (history.ts), is a new page; so is another way to look at the same that has
 * come to rest: what is selected, the view, what the right side is about, a path that was asked for or is bright. What is
 * still in hand, as a window that is dragged, a name that is typed or a selection that walks, becomes a page when it rests.
 * Each page says of which step it is, so that Back and Forward move along the steps as undo and redo do. An undo is itself
 * a new page: Back after it does again what was undone.
 */
import { effect } from '@preact/signals';
import { open } from './acts';
import type { Step } from './history';
import { tell, tellWrong } from './notices';
import { same, type State } from './scene';
import { arrive, begin, steps } from './store';
import { fromHash, toHash } from './url';

/** How long one must look at the same before it is a page, in milliseconds. */
const quiet = 250;

/** What the browser keeps with a page. Steps are known only to the page that made them: another load has other ones. */
interface Kept {
  readonly load: number;
  readonly step: number;
}

const load = performance.timeOrigin;

/** The empty page, before anything was done on it. */
const first = steps.value.present;

/** Reads the address, and from then on writes it. Done once. */
export async function followAddress(): Promise<void> {
  let written = first;
  // An address that says nothing opens nothing: the reader may have begun already.
  const says = location.hash !== '';
  if (says) await read(begin);
  let stepped = -Infinity;
  let arriving = 0;
  let turn = Promise.resolve();
  let resting: Step | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const put = (step: Step, anew: boolean) => {
    written = step;
    resting = null;
    turn = turn.then(() => write(step, anew));
  };
  // An address that could not be opened stays, so that a reload tries it again.
  if (!says) put(first, false);
  else if (steps.value.present !== first) put(steps.value.present, false);
  addEventListener('popstate', ({ state }) => {
    clearTimeout(timer);
    resting = null;
    arriving++;
    void read((there) => arrive(known(state), there)).finally(() => arriving--);
  });
  effect(() => {
    const { present, doing } = steps.value;
    const changed = performance.now();
    clearTimeout(timer);
    if (present === written) {
      resting = null;
      return;
    }
    if (arriving > 0) {
      put(present, false);
      return;
    }
    const step = present.id !== written.id;
    if (step && doing?.until !== Infinity) {
      // Another way to look that a step came upon before it was at rest is a page too.
      if (resting) put(resting, true);
      stepped = changed;
      put(present, true);
      return;
    }
    // What is selected with a step belongs to its page.
    const anew = step || (changed - stepped >= quiet && turned(written.state, present.state));
    timer = setTimeout(() => put(present, anew), quiet);
    resting = anew && !step ? present : null;
  });
}

/** The step that a page is of; null where another load of this page has made it. */
function known(kept: Kept | null): number | null {
  return kept?.load === load ? kept.step : null;
}

/** Whether the same is looked at in another way, worth going back from. A question that is not asked yet is none. */
function turned(before: State, now: State): boolean {
  const way = ({ selection, view, side, about, question, bright }: State) => [selection, view, side, about, question.asked && question, bright];
  return !same(way(before), way(now));
}

async function read(there: (state: State) => void): Promise<void> {
  const wrong: string[] = [];
  const wished = await fromHash(location.hash, localStorage, wrong);
  if (wished) await open(wished, there);
  else tell('This address is of a scene that was kept in another browser, or is damaged.', { error: true });
  tellWrong(wrong);
}

async function write({ id, state }: Step, anew: boolean): Promise<void> {
  try {
    const { hash, local } = await toHash(state, localStorage);
    const address = hash === '' ? location.pathname : `#${hash}`;
    const kept: Kept = { load, step: id };
    if (anew && hash !== location.hash.replace(/^#/, '')) history.pushState(kept, '', address);
    else history.replaceState(kept, '', address);
    if (local && anew) tell('This scene is too large for an address to share: it is kept in this browser.');
  } catch {
    tell('This scene is too large for an address, and the browser keeps no more: saving a picture or its data still works.', { error: true });
  }
}

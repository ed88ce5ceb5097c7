/** Keeps the address and the state in step: each change of the picture is a page to go back to. */
import { effect } from '@preact/signals';
import { open } from './acts';
import { tell } from './notices';
import { emptyState, type State, undoable } from './scene';
import { dispatch, state } from './store';
import { fromHash, toHash } from './url';

/** How long one must look at the same before the address says so, in milliseconds. */
const quiet = 250;

/** Reads the address, and from then on writes it. Done once. */
export async function followAddress(): Promise<void> {
  await read();
  addEventListener('popstate', () => void read());
  let before = state.value;
  let turn = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const now = state.value;
    const steps = undoable(before, now);
    before = now;
    clearTimeout(timer);
    const put = () => (turn = turn.then(() => write(now, steps)));
    // How one looks at a picture changes with every move of a hand, and browsers refuse an address that changes so often.
    if (steps) put();
    else timer = setTimeout(put, quiet);
  });
}

async function read(): Promise<void> {
  const wished = await fromHash(location.hash, localStorage);
  if (!wished) {
    tell('This address is of a scene that was kept in another browser, or is damaged.', { error: true });
  } else if (wished.scene.ids.length > 0) {
    await open(wished);
  } else {
    dispatch({ type: 'open', state: { ...emptyState, view: wished.view } });
  }
}

async function write(now: State, steps: boolean): Promise<void> {
  try {
    const { hash, local } = await toHash(now, localStorage);
    if (hash === location.hash.replace(/^#/, '')) return;
    const address = hash === '' ? location.pathname : `#${hash}`;
    if (steps) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    if (local && steps) tell('This scene is too large for an address to share: it is kept in this browser.');
  } catch {
    tell('This scene is too large for an address, and the browser keeps no more: saving a picture or its data still works.', { error: true });
  }
}

/** The top of the page. */
import { copyLink, taking } from '../export/dialog';
import { busy, leave } from '../state/notices';
import { canRedo, canUndo, dispatch, state } from '../state/store';
import { Mark } from './icon';
import { doAgain, takeBack } from './keys';
import { saving } from './saved';
import { Search } from './search';
import { help, theme, turnTheme } from './ui';

export function Header() {
  return (
    <header class="top" data-busy={busy.value}>
      <button type="button" class="bare brand" onClick={begin} title="Begin anew">
        Parley
      </button>
      <Search />
      <nav aria-label="Scene">
        <button type="button" title="Undo (Ctrl Z)" aria-label="Undo" disabled={!canUndo.value} onClick={takeBack}>
          <Mark name="undo" />
        </button>
        <button type="button" title="Redo (Ctrl Shift Z)" aria-label="Redo" disabled={!canRedo.value} onClick={doAgain}>
          <Mark name="redo" />
        </button>
        <button type="button" title="Saved views (S)" aria-label="Saved views" onClick={() => (saving.value = true)}>
          <Mark name="star" />
        </button>
        <button type="button" title="Take it with you: picture, data, questions (E)" aria-label="Take it with you" onClick={() => (taking.value = true)}>
          <Mark name="save" />
        </button>
        <button
          type="button"
          class="wide"
          title="Copy a link to this scene"
          aria-label="Copy a link"
          disabled={state.value.scene.ids.length === 0 && state.value.side === 'details'}
          onClick={() => void copyLink()}
        >
          <Mark name="link" />
        </button>
        <button type="button" class="wide" title="Light or dark (T)" aria-label={theme.value === 'dark' ? 'Light theme' : 'Dark theme'} onClick={turnTheme}>
          <Mark name={theme.value === 'dark' ? 'sun' : 'moon'} />
        </button>
        <button type="button" title="Keys and buttons (?)" aria-label="Keys and buttons" onClick={() => (help.value = true)}>
          ?
        </button>
      </nav>
    </header>
  );
}

function begin(): void {
  leave();
  dispatch({ type: 'start', ids: [], folded: false });
}

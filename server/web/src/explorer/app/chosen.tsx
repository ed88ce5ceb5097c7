/** What can be done with several things that are selected. */
import { connect } from '../state/acts';
import { dispatch, select, shown, state } from '../state/store';
import { number } from '../words';
import { invert, pin } from './keys';

export function ChosenBar() {
  const { selection, scene } = state.value;
  const there = new Set(scene.ids);
  const ids = selection.filter((id) => there.has(id));
  if (ids.length < 2) return null;
  const pinned = ids.every((id) => id in scene.pinned);
  return (
    <div class="chosen" role="toolbar" aria-label="What is selected">
      <span>{number(ids.length, 'thing')} selected</span>
      {ids.length === 2 && (
        <button type="button" title="Bring in what both are joined with: of people, whom both met (C)" onClick={() => void connect(ids[0]!, ids[1]!)}>
          Who connects them?
        </button>
      )}
      <button type="button" title="Hide them (H)" onClick={() => dispatch({ type: 'hide', ids })}>
        Hide
      </button>
      <button type="button" title="Keep only them (K)" onClick={() => dispatch({ type: 'keep', ids })}>
        Keep only
      </button>
      <button type="button" title="Take them out (Delete)" onClick={() => dispatch({ type: 'remove', ids })}>
        Take out
      </button>
      <button type="button" title="Select all others instead (I)" disabled={shown.value.nodes.length === 0} onClick={invert}>
        Invert
      </button>
      {state.value.view === 'graph' && (
        <button type="button" title="Pin them where they are (P)" onClick={() => pin(ids)}>
          {pinned ? 'Free' : 'Pin'}
        </button>
      )}
      <button type="button" title="Select nothing (Esc)" onClick={() => select(null)}>
        None
      </button>
    </div>
  );
}

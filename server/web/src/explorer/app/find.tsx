/** Finding something in the picture: as one types, the matches are counted, and one after the other is shown. */
import { signal, useSignal } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { fold, matcher } from '../list/match';
import { dispatch, select, shown } from '../state/store';
import { kindName } from '../words';
import { Mark } from './icon';
import { graphView } from './ui';

/** Whether the bar is open. */
export const finding = signal(false);

export function FindBar() {
  const field = useRef<HTMLInputElement>(null);
  const text = useSignal('');
  const at = useSignal(-1);
  // At once: the next letter is meant for the field, and some letters are keys of the page.
  useLayoutEffect(() => field.current?.focus(), []);
  const { nodes } = shown.value;
  const said = useMemo(() => nodes.map((node) => fold(`${node.label} ${node.sub} ${kindName(node.kind)}`)), [nodes]);
  const wanted = text.value.trim();
  const hits = useMemo(() => {
    const fits = matcher(wanted);
    return wanted === '' ? [] : nodes.filter((_node, i) => fits(said[i] ?? ''));
  }, [said, wanted]);
  const show = (next: number) => {
    if (hits.length === 0) return;
    at.value = (next + hits.length) % hits.length;
    const hit = hits[at.value]!;
    select(hit.id);
    graphView.value?.reveal(hit.id);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      finding.value = false;
    } else if (event.key === 'Enter' || event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      show(at.value + (event.key === 'ArrowUp' || event.shiftKey ? -1 : 1));
    }
  };
  const place = hits[at.value] ? `${at.value + 1} of ${hits.length}` : `${hits.length} found`;
  return (
    <search class="find">
      <Mark name="search" />
      <input
        ref={field}
        type="text"
        aria-label="Find in the picture"
        placeholder="Find in the picture"
        autocomplete="off"
        spellcheck={false}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          at.value = -1;
        }}
        onKeyDown={key}
      />
      <span class="quiet" role="status">
        {wanted !== '' && place}
      </span>
      {hits.length > 1 && (
        <button type="button" class="small" onClick={() => dispatch({ type: 'select', ids: hits.map(({ id }) => id) })}>
          Select all
        </button>
      )}
      <button type="button" class="bare" aria-label="Close the search of the picture" onClick={() => (finding.value = false)}>
        <Mark name="close" />
      </button>
    </search>
  );
}

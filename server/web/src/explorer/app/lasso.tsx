/** Drawing around nodes to select them: a sheet over the picture, for as long as it is wanted. */
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { tell } from '../state/notices';
import { dispatch, state } from '../state/store';
import { number } from '../words';
import { graphView } from './ui';

/** Whether the next stroke on the picture draws around nodes. */
export const lassoing = signal(false);

const outline = signal<readonly (readonly [number, number])[]>([]);

export function Lasso() {
  const sheet = useRef<SVGSVGElement>(null);
  useEffect(() => () => (outline.value = []), []);
  useEffect(() => {
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      lassoing.value = false;
    };
    addEventListener('keydown', escape, true);
    return () => removeEventListener('keydown', escape, true);
  }, []);
  const at = (event: PointerEvent): readonly [number, number] => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const release = (event: PointerEvent) => {
    if (outline.value.length > 2) choose(graphView.value?.within(outline.value) ?? [], event.shiftKey || event.ctrlKey || event.metaKey);
    lassoing.value = false;
  };
  return (
    <svg
      class="lasso"
      ref={sheet}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        outline.value = [at(event)];
      }}
      onPointerMove={(event) => outline.value.length > 0 && (outline.value = [...outline.value, at(event)])}
      onPointerUp={release}
      onPointerCancel={() => (lassoing.value = false)}
    >
      <polygon points={outline.value.map((point) => point.join(',')).join(' ')} />
    </svg>
  );
}

/** Selects what lies within, or adds it to what is selected. */
function choose(ids: readonly string[], add: boolean): void {
  if (ids.length === 0) {
    tell('Nothing lies within: draw a line around what you want to select.');
    return;
  }
  dispatch({ type: 'select', ids: add ? [...new Set([...state.value.selection, ...ids])] : ids });
  tell(`${number(ids.length, 'thing')} selected.`);
}

/** What is at a bubble: its places, and what happened at each in order of time. */
import { useState } from 'preact/hooks';
import { inWindow, type Selection, type TimeWindow, type ViewProps } from '../model';
import { timeWords } from '../timewords';
import type { Bubble } from './bubbles';

export interface HereProps {
  readonly bubble: Bubble;
  readonly selection: Selection;
  readonly window: TimeWindow | null;
  readonly onSelect: ViewProps['onSelect'];
  readonly onClose: () => void;
}

/** So many happenings are listed at first. */
const atOnce = 50;

export function Here({ bubble, selection, window, onSelect, onClose }: HereProps) {
  const [shown, setShown] = useState(atOnce);
  const selected = new Set(selection);
  const total = bubble.spots.reduce((sum, { happenings }) => sum + happenings.length, 0);
  let left = shown;
  return (
    <aside class="map-here" aria-label="What is here" onPointerDown={stop} onWheel={stop}>
      <button type="button" class="map-close" aria-label="Close what is here" onClick={onClose}>
        ×
      </button>
      {bubble.spots.map((spot) => {
        const listed = spot.happenings.slice(0, Math.max(left, 0));
        left -= listed.length;
        return (
          <section key={spot.id}>
            <h3>
              {spot.inScene ? (
                <button type="button" aria-pressed={selected.has(spot.id)} onClick={(event) => onSelect(spot.id, event.shiftKey || event.ctrlKey || event.metaKey)}>
                  {spot.name}
                </button>
              ) : (
                spot.name
              )}
            </h3>
            <ul>
              {listed.map(({ id, kind, label, span, within, disputed }) => (
                <li key={id} class={`kind-${kind} ${inWindow(span, window) ? '' : 'faded'}`}>
                  <button type="button" aria-pressed={selected.has(id)} onClick={(event) => onSelect(id, event.shiftKey || event.ctrlKey || event.metaKey)}>
                    {label}
                    <small title={span?.edtf}>
                      {[span ? timeWords(span.edtf) : 'no date', within && `at ${within}, which has no coordinates`, disputed && 'disputed that it was here'].filter(Boolean).join(' · ')}
                    </small>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {total > shown && (
        <button type="button" onClick={() => setShown(shown + 10 * atOnce)}>
          {(total - shown).toLocaleString('en')} more
        </button>
      )}
    </aside>
  );
}

/** The map below is not moved by what happens on this. */
function stop(event: Event): void {
  event.stopPropagation();
}

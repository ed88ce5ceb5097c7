/** What a picture cannot show, said beside it: a line with the number, which opens into names that can be selected. */
import { useState } from 'preact/hooks';
import type { Id, Kind, RelationType, Selection } from '../model';
import '../look/look.css';
import './apart.css';

export interface ApartProps {
  /** What they are, after their number: `without a date`. */
  readonly what: string;
  readonly things: readonly { readonly id: Id; readonly kind: Kind | RelationType; readonly label: string }[];
  readonly selection: Selection;
  readonly onSelect: (id: Id, add: boolean) => void;
}

/** So many names are shown at once; the rest on request. */
const atOnce = 60;

export function Apart({ what, things, selection, onSelect }: ApartProps) {
  const [shown, setShown] = useState(atOnce);
  if (things.length === 0) return null;
  const selected = new Set(selection);
  const marked = things.filter(({ id }) => selected.has(id)).length;
  return (
    <details class="apart">
      <summary>
        {things.length.toLocaleString('en')} {what}
        {marked > 0 && `, ${marked} selected`}
      </summary>
      <ul>
        {things.slice(0, shown).map(({ id, kind, label }) => (
          <li key={id}>
            <button type="button" class={`kind-${kind}`} aria-pressed={selected.has(id)} onClick={(event) => onSelect(id, event.shiftKey || event.ctrlKey || event.metaKey)}>
              {label}
            </button>
          </li>
        ))}
        {shown < things.length && (
          <li>
            <button type="button" class="more" onClick={() => setShown(shown + 10 * atOnce)}>
              {(things.length - shown).toLocaleString('en')} more
            </button>
          </li>
        )}
      </ul>
    </details>
  );
}

/** The search box: over all kinds, as one types; a combobox of the ARIA patterns. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { AskError } from '../api/client';
import { type Hit, search } from '../api/search';
import { bring } from '../state/acts';
import { select, state } from '../state/store';
import { kindName, number } from '../words';
import { Failed } from './failed';
import { KindIcon, Mark } from './icon';
import { graphView } from './ui';

/** How long nothing must be typed before the question goes out, in milliseconds. */
const quiet = 120;

/** How many hits are shown. */
const most = 12;

export function Search() {
  const text = useSignal('');
  const open = useSignal(false);
  const at = useSignal(0);
  const found = useSignal<{ hits: readonly Hit[]; total: number; of: string } | null>(null);
  const failed = useSignal<string | null>(null);
  const tries = useSignal(0);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const wanted = text.value.trim();
    failed.value = null;
    if (wanted === '') {
      found.value = null;
      return;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      search(wanted, most, { signal: controller.signal }).then(
        (answer) => {
          found.value = { ...answer, of: wanted };
          at.value = 0;
        },
        (error: unknown) => {
          if (!controller.signal.aborted) failed.value = error instanceof AskError ? error.message : String(error);
        },
      );
    }, quiet);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text.value, tries.value]);

  const hits = found.value?.hits ?? [];
  const shown = open.value && text.value.trim() !== '' && (found.value !== null || failed.value !== null);

  function take(hit: Hit | undefined) {
    if (!hit) return;
    open.value = false;
    text.value = '';
    // The keys of the picture are good again.
    (document.activeElement as HTMLElement | null)?.blur();
    if (state.value.scene.ids.includes(hit.id)) {
      select(hit.id);
      graphView.value?.reveal(hit.id);
    } else {
      void bring([hit.id], hit.id);
    }
  }

  function key(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      open.value = true;
      at.value = (at.value + step + hits.length) % hits.length;
      document.getElementById(`hit-${at.value}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && shown && found.value?.of === text.value.trim()) {
      event.preventDefault();
      take(hits[at.value]);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (shown) open.value = false;
      else if (text.value) text.value = '';
      else (event.currentTarget as HTMLElement).blur();
    }
  }

  return (
    <div class="search" ref={box} onFocusOut={(event) => !box.current?.contains(event.relatedTarget as Node | null) && (open.value = false)}>
      <Mark name="search" />
      <input
        id="search"
        type="text"
        inputMode="search"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        placeholder="Search people, places, meetings, claims …"
        aria-label="Search everything"
        aria-expanded={shown}
        aria-controls="hits"
        aria-autocomplete="list"
        aria-activedescendant={shown && hits.length > 0 ? `hit-${at.value}` : undefined}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          open.value = true;
        }}
        onFocus={() => (open.value = true)}
        onKeyDown={key}
      />
      <kbd aria-hidden="true">/</kbd>
      <div class="hits" hidden={!shown}>
        <ul id="hits" role="listbox" aria-label="What was found">
          {hits.map((hit, i) => (
            <li
              key={hit.id}
              id={`hit-${i}`}
              role="option"
              aria-selected={i === at.value}
              onMouseMove={() => (at.value = i)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(hit)}
            >
              <KindIcon kind={hit.kind} />
              <span class="what">
                <span class="label">
                  {hit.marked.map((piece) => (piece.hit ? <mark>{piece.text}</mark> : piece.text))}
                </span>
                <span class="sub">
                  {kindName(hit.kind)}
                  {hit.sub && ` · ${hit.sub}`}
                </span>
              </span>
              {state.value.scene.ids.includes(hit.id) && <span class="tag">in the picture</span>}
            </li>
          ))}
        </ul>
        {failed.value === null ? (
          <p role="status">{summary(found.value)}</p>
        ) : (
          <Failed below words={failed.value} again={() => tries.value++} />
        )}
      </div>
    </div>
  );
}

function summary(found: { hits: readonly Hit[]; total: number; of: string } | null): string {
  if (!found) return '';
  if (found.total === 0) return `Nothing is called “${found.of}” or speaks of it. Give whole words; only the last may be unfinished.`;
  return found.total > found.hits.length ? `The best ${found.hits.length} of ${number(found.total, 'match', 'matches')}` : number(found.total, 'match', 'matches');
}

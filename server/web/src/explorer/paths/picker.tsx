/** Chooses an end of a path: by search as one types, or from what is in the picture and selected. */
import { useSignal } from '@preact/signals';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { type Hit, search } from '../api/search';
import { Failed } from '../app/failed';
import { KindIcon } from '../app/icon';
import { sentence } from '../evidence/answer';
import { nodes, state } from '../state/store';
import { cut, kindName } from '../words';
import type { Id } from '../model';
import { type End, note } from './ends';

/** How long nothing must be typed before the question goes out, in milliseconds. */
const quiet = 120;

/** How many of what is selected are offered as an end. */
const mostOffered = 2;

interface Props {
  label: string;
  end: End | null;
  /** The other end, which this one cannot be. */
  other: Id | null;
  take: (id: Id | null) => void;
}

export function Picker({ label, end, other, take }: Props) {
  // The keyboard goes from the field to the button in its place, and back.
  const here = useRef<HTMLElement | null>(null);
  const pressed = useRef(false);
  const stands = (element: HTMLElement | null) => {
    if (element) here.current = element;
  };
  useLayoutEffect(() => {
    if (pressed.current) here.current?.focus();
    pressed.current = false;
  }, [end?.id]);
  const choose = (id: Id | null) => {
    pressed.current = true;
    take(id);
  };
  const id = useId();
  const text = useSignal('');
  const hits = useSignal<readonly Hit[] | string>([]);
  const failed = useSignal<string | null>(null);
  const tries = useSignal(0);
  const at = useSignal(0);
  useEffect(() => {
    const wanted = text.value.trim();
    hits.value = [];
    failed.value = null;
    if (wanted === '') return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      search(wanted, 8, { signal: controller.signal }).then(
        (answer) => {
          hits.value = answer.hits.length > 0 ? answer.hits : `Nothing is called “${wanted}” or speaks of it.`;
          at.value = 0;
        },
        (error: unknown) => {
          if (!controller.signal.aborted) failed.value = sentence(error);
        },
      );
    }, quiet);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text.value, tries.value]);
  const list = typeof hits.value === 'string' ? [] : hits.value;
  const chosen = (hit: End | undefined) => {
    if (!hit) return;
    note(hit);
    choose(hit.id);
    text.value = '';
  };
  const selected = state.value.selection.filter((id) => id !== other).slice(-mostOffered).flatMap((id) => nodes.value.get(id) ?? []);
  if (end) {
    return (
      <p class="end-chosen">
        <span class="quiet">{label}</span> <KindIcon kind={end.kind} /> <b>{end.label}</b>
        <button type="button" class="small" ref={stands} aria-label={`change: ${label}`} onClick={() => choose(null)}>
          change
        </button>
      </p>
    );
  }
  return (
    <div class="picker">
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={stands}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        placeholder="Search …"
        aria-expanded={list.length > 0}
        aria-controls={`${id}-hits`}
        aria-autocomplete="list"
        aria-activedescendant={list.length > 0 ? `${id}-${at.value}` : undefined}
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (step !== undefined && list.length > 0) at.value = (at.value + step + list.length) % list.length;
          else if (event.key === 'Enter' && text.value.trim() !== '') chosen(list[at.value]);
          else if (event.key === 'Escape' && text.value !== '') text.value = '';
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {selected.map((node) => (
        <button type="button" class="small" key={node.id} onClick={() => chosen(node)}>
          use {cut(node.label, 48)}
        </button>
      ))}
      <ul id={`${id}-hits`} role="listbox" aria-label={`${label}: what was found`} hidden={list.length === 0}>
        {list.map((hit, i) => (
          <li key={hit.id} id={`${id}-${i}`} role="option" aria-selected={i === at.value} onMouseMove={() => (at.value = i)} onClick={() => chosen(hit)}>
            <KindIcon kind={hit.kind} />
            <span>
              {hit.label} <span class="quiet">{kindName(hit.kind)}</span>
            </span>
          </li>
        ))}
      </ul>
      {typeof hits.value === 'string' && <p class="quiet" role="status">{hits.value}</p>}
      {failed.value !== null && <Failed below words={failed.value} again={() => tries.value++} />}
    </div>
  );
}

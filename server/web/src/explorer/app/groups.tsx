/** What a node can be expanded by, with counts, before anything opens: in the panel, and as a menu beside the node. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { AskError } from '../api/client';
import type { Group } from '../api/graph';
import type { Id } from '../model';
import { expand, expansions, step } from '../state/acts';
import { nodes } from '../state/store';
import { kindName, relationPhrase } from '../words';
import { KindIcon } from './icon';
import { menu } from './ui';

/** Asks what there is around a node; null while the answer is waited for, a sentence where there is none. */
function useGroups(id: Id): readonly Group[] | string | null {
  const found = useSignal<readonly Group[] | string | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    found.value = null;
    expansions(id, controller.signal).then(
      (groups) => (found.value = groups),
      (error: unknown) => {
        if (!controller.signal.aborted) found.value = error instanceof AskError ? error.message : String(error);
      },
    );
    return () => controller.abort();
  }, [id]);
  return found.value;
}

interface Props {
  id: Id;
  role?: 'menu';
  done?: () => void;
}

/** One button for each group, and one for all of them. */
export function Groups({ id, role, done }: Props) {
  const groups = useGroups(id);
  if (groups === null) return <p class="quiet">Counting …</p>;
  if (typeof groups === 'string') return <p class="quiet">{groups}</p>;
  if (groups.length === 0) return <p class="quiet">It is joined with nothing.</p>;
  const item = role ? ('menuitem' as const) : undefined;
  const run = (group?: Group) => {
    done?.();
    void expand(id, group);
  };
  const all = nodes.value.get(id)?.degree ?? 0;
  return (
    <ul class="groups" role={role} aria-label={role ? 'Open what is joined with it' : undefined}>
      {groups.map((group) => (
        <li key={`${group.relation} ${group.direction} ${group.kind}`} role={role ? 'none' : undefined}>
          <button type="button" role={item} onClick={() => run(group)}>
            {group.kind ? <KindIcon kind={group.kind} /> : <KindIcon kind="PERSON" />}
            <span class="name">
              {relationPhrase(group.relation, group.direction)} <b>{group.kind ? kindName(group.kind, group.count).toLowerCase() : 'others'}</b>
            </span>
            <span class="count">{group.count.toLocaleString('en')}</span>
          </button>
        </li>
      ))}
      <li role={role ? 'none' : undefined}>
        <button type="button" role={item} class="all" onClick={() => run()}>
          <span class="name">{all > step ? `The ${step} best connected of all` : 'Everything'}</span>
          <span class="count">{all.toLocaleString('en')}</span>
        </button>
      </li>
    </ul>
  );
}

/** The menu beside a node: arrows walk it, Escape closes it and gives the focus back. */
export function ExpandMenu() {
  const open = menu.value;
  const box = useRef<HTMLDivElement>(null);
  const id = open?.id;
  useEffect(() => {
    if (!open) return;
    const before = document.activeElement as HTMLElement | null;
    box.current?.focus();
    const outside = (event: PointerEvent) => !box.current?.contains(event.target as Node) && close();
    addEventListener('pointerdown', outside, true);
    return () => {
      removeEventListener('pointerdown', outside, true);
      before?.focus();
    };
  }, [id]);
  if (!open) return null;
  const close = () => (menu.value = null);
  const left = Math.max(8, Math.min(open.x + 10, innerWidth - 300));
  const top = Math.max(8, Math.min(open.y - 10, innerHeight - 340));
  return (
    <div class="menu" ref={box} tabIndex={-1} style={{ left: `${left}px`, top: `${top}px` }} onKeyDown={(event) => walk(event, box.current, close)}>
      <p class="title">{nodes.value.get(open.id)?.label}</p>
      <Groups id={open.id} role="menu" done={close} />
    </div>
  );
}

function walk(event: KeyboardEvent, box: HTMLElement | null, close: () => void): void {
  event.stopPropagation();
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    close();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !box) return;
  event.preventDefault();
  const items = [...box.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + step + items.length) % items.length]?.focus();
}

/** What a node can be expanded by, with counts, before anything opens: in the panel, and as a menu beside the node. */
import { useEffect, useRef } from 'preact/hooks';
import type { Group } from '../api/graph';
import { Answer } from '../evidence/answer';
import type { Id } from '../model';
import { expand, expansions, step } from '../state/acts';
import { nodes } from '../state/store';
import { kindName, relationPhrase } from '../words';
import { KindIcon } from './icon';
import { menu } from './ui';

interface Props {
  id: Id;
  role?: 'menu';
  done?: () => void;
}

/** Asks what there is around a node, and shows it. */
export function Groups({ id, ...props }: Props) {
  return (
    <Answer of={id} ask={(signal) => expansions(id, signal)} waiting="Counting …">
      {(groups) => (groups.length === 0 ? <p class="quiet">It is joined with nothing.</p> : <Counted id={id} groups={groups} {...props} />)}
    </Answer>
  );
}

/** One button for each group, and one for all of them. */
function Counted({ id, groups, role, done }: Props & { groups: readonly Group[] }) {
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

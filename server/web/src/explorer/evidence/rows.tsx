/** Rows of the panel: things that a click selects and, where they are not there yet, brings into the picture. */
import { type ComponentChildren, createContext } from 'preact';
import { useSignal } from '@preact/signals';
import { useContext } from 'preact/hooks';
import { KindIcon } from '../app/icon';
import type { BackingFragment, ClaimLineFragment, WhoFragment } from '../gen/graphql';
import { go, goEdge } from '../grow/acts';
import type { Id } from '../model';
import { toWho, type Who } from './chain';
import { backingSigns, type Sign } from './signs';
import { Time } from './when';

/** Somebody or something; a click selects it. */
export function Go({ who, children }: { who: Who; children?: ComponentChildren }) {
  return (
    <button type="button" class="bare go" data-unnamed={who.kind === 'UNNAMED_AGENT'} onClick={() => void go(who.id)}>
      <KindIcon kind={who.kind} />
      <span>{children ?? who.name}</span>
    </button>
  );
}

/** The small signs of what stands behind something: each is a letter and words, never a colour alone. A press tells what they mean. */
export function Signs({ signs }: { signs: readonly Sign[] }) {
  const open = useSignal(false);
  if (signs.length === 0) return null;
  const meanings = signs.map(({ words }) => words);
  return (
    <>
      <button type="button" class="bare signs" title={meanings.join('\n')} aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        {signs.map(({ letter, name }) => (
          <span class="sign" key={name} data-sign={name}>
            <b aria-hidden="true">{letter}</b> {name}
          </span>
        ))}
      </button>
      {open.value && <span class="quiet meanings">{meanings.join('; ')}.</span>}
    </>
  );
}

export function Behind({ backing }: { backing: BackingFragment }) {
  return <Signs signs={backingSigns({ ...backing, certainty: backing.certainty ?? null })} />;
}

interface RowProps {
  /** The edge, which shows its evidence, and the other end. */
  edge: Id;
  ends: readonly [Id, Id];
  who: WhoFragment;
  /** What it is to it, in words. */
  words?: string | undefined;
  when?: string | null | undefined;
  backing: BackingFragment;
}

/** An edge of what is selected: its other end, and why it is said. */
export function EdgeRow({ edge, ends, who, words, when, backing }: RowProps) {
  return (
    <li>
      <Go who={toWho(who)} />
      {(words || when) && (
        <span class="quiet">
          {words}
          {words && when && ', '}
          {when && <Time edtf={when} />}
        </span>
      )}
      <button type="button" class="small" aria-label={`who says so? ${who.name}`} onClick={() => void goEdge(edge, ends)}>
        who says so?
      </button>
      <Behind backing={backing} />
    </li>
  );
}

/** A claim in a list: its words, and what stands behind it. */
export function ClaimRow({ claim, words }: { claim: ClaimLineFragment; words?: string | null | undefined }) {
  return (
    <li>
      <Go who={{ id: claim.id, name: claim.text, kind: 'CLAIM' }}>
        {words && <span class="quiet">{words}: </span>}
        {claim.text}
      </Go>
      <Behind backing={claim.provenance} />
    </li>
  );
}

interface ListProps {
  title: string;
  total: number;
  shown: number;
  children: ComponentChildren;
}

/** Asks for longer lists; null where they are as long as they get. */
export const MoreRows = createContext<(() => void) | null>(null);

/** A titled list, which says how many more there are; nothing where it is empty. */
export function Rows({ title, total, shown, children }: ListProps) {
  const more = useContext(MoreRows);
  if (total === 0) return null;
  return (
    <section>
      <h3>
        {title} <span class="count">{total.toLocaleString('en')}</span>
      </h3>
      <ul class="rows">{children}</ul>
      {total > shown &&
        (more ? (
          <button type="button" class="small" aria-label={`${(total - shown).toLocaleString('en')} more: ${title}`} onClick={more}>
            {(total - shown).toLocaleString('en')} more
          </button>
        ) : (
          <p class="quiet">and {(total - shown).toLocaleString('en')} more: open what is around it to see them.</p>
        ))}
    </section>
  );
}

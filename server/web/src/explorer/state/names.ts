/** The kinds and relations that a state names; an address may name others than the graph has. */
import type { Kind, RelationType } from '../model';
import type { State } from './scene';

/** The kinds and relations that there are. */
export interface Domain {
  readonly kinds: readonly Kind[];
  readonly relations: readonly RelationType[];
}

/** Whether a state names any kind or relation. */
export function names({ filter, question: { wish } }: State): boolean {
  return [filter.kindsOff, filter.relationsOff, wish.kinds, wish.relations].some((named) => named.length > 0);
}

/**
 * A state without the kinds and relations that there are not. These are added to `wrong`, in the words of an address; a
 * question that named some of them is another one without, which was not asked.
 */
export function understood(state: State, { kinds, relations }: Domain, wrong: string[]): State {
  const known = <Name extends string>(part: string, named: readonly Name[], all: readonly Name[]) => {
    wrong.push(...named.filter((name) => !all.includes(name)).map((name) => `${part}=${name}`));
    return named.filter((name) => all.includes(name));
  };
  const { filter, question } = state;
  const passing = { ...filter, kindsOff: known('off', filter.kindsOff, kinds), relationsOff: known('roff', filter.relationsOff, [...relations, 'MET']) };
  const before = wrong.length;
  const wish = { ...question.wish, kinds: known('through', question.wish.kinds, kinds), relations: known('by', question.wish.relations, [...relations, 'MET']) };
  return { ...state, filter: passing, question: { ...question, wish, asked: question.asked && wrong.length === before } };
}

/** What the path finder says in words. */
import type { Hop, Passing, Path } from '../api/paths';
import { heads, nobody } from '../evidence/chain';
import { type Backing, certainties, type TimeWindow, type Wish } from '../model';
import { cut, kindName, number, relationName } from '../words';

/** What stands on a path, where the whole path is told in a line: a claim is called by all of its text. */
export const stopName = (label: string) => cut(label, 60);

/** Who says that a hop is so, in one line. */
export function hopWords({ statements, total, edge }: Pick<Hop, 'statements' | 'total' | 'edge'>): string {
  if (total === 0) return 'No statement is kept that says so.';
  const names = [...new Set(heads(statements).map(({ links }) => links.at(-1)?.by?.name ?? nobody))];
  const hedges = [...new Set(statements.flatMap(({ links }) => links.flatMap((link) => link.hedges)))];
  const more = total > statements.length ? ` and ${number(total - statements.length, 'more statement')}` : '';
  const hedged = hedges.length > 0 ? `, hedged ${hedges.map((hedge) => `“${hedge}”`).join(', ')}` : '';
  return `On the word of ${names.join(' and ')}${more}${hedged}; ${number(edge.origins, 'origin')}.`;
}

/** That there is no path, and what could be tried. */
export function noneWords(from: string, to: string, stopped: boolean): string {
  return stopped
    ? `No path from ${from} to ${to} was found before the search stopped.`
    : `No path leads from ${from} to ${to} by what may lie between. Let more relations, kinds or steps pass, or a wider time.`;
}

/** What stands behind a path: it is as weak as its weakest step in each way. */
export function pathBacking({ hops }: { readonly hops: readonly Pick<Path['hops'][number], 'edge'>[] }): Backing {
  const edges = hops.map(({ edge }) => edge);
  const rank = (certainty: Backing['certainty']) => (certainty === null ? certainties.length : certainties.indexOf(certainty));
  return {
    documents: Math.min(...edges.map(({ documents }) => documents)),
    origins: Math.min(...edges.map(({ origins }) => origins)),
    certainty: edges.map(({ certainty }) => certainty).reduce((weakest, one) => (rank(one) > rank(weakest) ? one : weakest)),
    disputed: edges.some(({ disputed }) => disputed),
    anonymous: edges.some(({ anonymous }) => anonymous),
  };
}

/** That what the legend switches off is no way for a path either; empty where nothing is. */
export function offWords({ relationsOff, kindsOff }: Passing): string {
  const off = [...kindsOff.map((kind) => kindName(kind, 2).toLowerCase()), ...relationsOff.map((relation) => `“${relationName(relation)}”`)];
  return off.length > 0 ? `The legend switches off ${off.join(', ')}: no path leads there either.` : '';
}

/** The window of the time line as a wish, in seconds UTC. */
export function windowWish({ from, to, mode }: TimeWindow): Pick<Wish, 'within' | 'match'> {
  const [start, end] = [from, to].map((instant) => `${new Date(instant).toISOString().slice(0, 19)}Z`);
  return { within: `${start}/${end}`, match: mode === 'certain' ? 'CERTAIN' : 'POSSIBLE' };
}

/** What the path finder says in words. */
import type { Hop } from '../api/paths';
import { heads } from '../evidence/chain';
import { number } from '../words';

/** Who says that a hop is so, in one line. */
export function hopWords({ statements, total, edge }: Pick<Hop, 'statements' | 'total' | 'edge'>): string {
  if (total === 0) return 'No statement is kept that says so.';
  const names = [...new Set(heads(statements).map(({ links }) => links.at(-1)?.by?.name ?? 'somebody who is not told'))];
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

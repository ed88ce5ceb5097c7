/** A mark of the timeline in words. */
import { whenWords } from '../timewords';
import { kindName, relationName } from '../words';
import type { Mark } from './lanes';

/** The id of a mark's element. */
export const markId = (mark: Pick<Mark, 'key'>): string => `mark-${encodeURIComponent(mark.key)}`;

/** What a mark is: its name, and on a second line what it is and its time in words. */
export function markWords(mark: Pick<Mark, 'items'>): string {
  const [first] = mark.items;
  if (!first) return '';
  if (mark.items.length > 1) {
    const names = mark.items.slice(0, 3).map(({ label }) => label);
    return `${mark.items.length} things close together\n${names.join('; ')}${mark.items.length > 3 ? '…' : ''}`;
  }
  return `${first.label}\n${[first.what === 'node' ? kindName(first.kind) : relationName(first.kind), whenWords(first.times), first.disputed && 'disputed'].filter(Boolean).join(', ')}`;
}

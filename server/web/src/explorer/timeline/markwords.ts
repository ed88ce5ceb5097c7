/** A mark of the timeline in words. */
import { kindName, relationName } from '../words';
import type { Mark } from './lanes';

/** The id of a mark's element. */
export const markId = (mark: Pick<Mark, 'key'>): string => `mark-${encodeURIComponent(mark.key)}`;

/** What a mark is: its name, and on a second line what it is and its time as written. */
export function markWords(mark: Pick<Mark, 'items'>): string {
  const [first] = mark.items;
  if (!first) return '';
  if (mark.items.length > 1) {
    const names = mark.items.slice(0, 3).map(({ label }) => label);
    return `${mark.items.length} things close together\n${names.join('; ')}${mark.items.length > 3 ? '…' : ''}`;
  }
  const { span } = first;
  const words = span.text ? `${span.edtf} (“${span.text}”)` : span.edtf;
  const notes = [span.approximate && 'approximate', span.uncertain && 'uncertain', first.disputed && 'disputed'];
  return `${first.label}\n${[first.what === 'node' ? kindName(first.kind) : relationName(first.kind), words, ...notes].filter(Boolean).join(', ')}`;
}

/** The order of rows. */
import type { Id } from '../model';
import type { Column, Key } from './columns';

export interface Order {
  readonly key: string;
  readonly descending: boolean;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * Rows in the order of a column. What has nothing in it comes last either way; equal rows are in order of id, which is
 * turned round with the rest. Times are in the API's order: the earliest start, then the latest end.
 */
export function sorted<Row extends { readonly id: Id }>(rows: readonly Row[], column: Column<Row>, descending: boolean): Row[] {
  const keyed = rows.map((row) => ({ row, key: column.sort(row) }));
  const turn = descending ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) {
      if (a.key !== null) return -1;
      if (b.key !== null) return 1;
      return turn * byCode(a.row.id, b.row.id);
    }
    return turn * (compare(a.key, b.key) || byCode(a.row.id, b.row.id));
  });
  return keyed.map(({ row }) => row);
}

function compare(a: Exclude<Key, null>, b: Exclude<Key, null>): number {
  if (typeof a === 'string' && typeof b === 'string') return collator.compare(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'object' && typeof b === 'object') return byCode(a.from, b.from) || byCode(a.to, b.to);
  return 0;
}

function byCode<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

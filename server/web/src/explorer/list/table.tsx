/**
 * A table of any length: only the rows in sight are in the document, and each says which one it is. The keyboard stands on
 * one row; what is selected is shared with the picture.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Id, Selection } from '../model';
import { KindIcon } from '../app/icon';
import { useSize } from '../gestures/size';
import type { Column } from './columns';
import type { Order } from './sort';
import { scrolledTo, visible } from './visible';

export interface TableProps<Row extends { readonly id: Id }> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly selection: Selection;
  readonly onSelect: (id: Id, add: boolean) => void;
  /** The row that a heading is put before, and the heading: what has no date. */
  readonly divided: { readonly at: number; readonly words: string } | null;
  /** Changes when the heading is to be brought into sight. */
  readonly toDivider: number;
  /** Whether a row is out of the window. */
  readonly faded: (row: Row) => boolean;
}

const height = 30;
/** The most rows that one click with Shift selects. */
const mostAtOnce = 500;

export function Table<Row extends { readonly id: Id }>(props: TableProps<Row>) {
  const { label, rows, columns, order, onOrder, selection, onSelect, divided, faded } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const size = useSize(scroller);
  const [top, setTop] = useState(0);
  const [active, setActive] = useState<Id | null>(null);
  const anchor = useRef<Id | null>(null);
  const selected = useMemo(() => new Set(selection), [selection]);
  const index = useMemo(() => new Map(rows.map(({ id }, i) => [id, i])), [rows]);
  // The heading takes a row's room.
  const lineOf = (i: number) => (divided && i >= divided.at ? i + 1 : i);
  const lines = rows.length + (divided ? 1 : 0);
  const inside = Math.max(0, size.height - height);
  const { first, end } = visible(lines, height, top, inside);
  const current = active === null ? undefined : index.get(active);

  const show = (i: number) => {
    if (scroller.current) scroller.current.scrollTop = scrolledTo(lineOf(i), height, scroller.current.scrollTop, inside);
  };
  const go = (i: number) => {
    const row = rows[Math.min(Math.max(i, 0), rows.length - 1)];
    if (!row) return;
    setActive(row.id);
    show(index.get(row.id)!);
    return row;
  };
  // What is selected elsewhere is brought into sight here.
  const newest = selection.at(-1);
  useEffect(() => {
    const i = newest === undefined ? undefined : index.get(newest);
    if (i !== undefined && newest !== active) go(i);
  }, [newest]);
  useEffect(() => {
    if (divided && props.toDivider > 0 && scroller.current) scroller.current.scrollTop = divided.at * height;
  }, [props.toDivider]);

  const extend = (to: number) => {
    const from = anchor.current === null ? to : (index.get(anchor.current) ?? to);
    const [low, high] = from < to ? [from, to] : [to, from];
    for (const { id } of rows.slice(low, Math.min(high + 1, low + mostAtOnce))) if (!selected.has(id)) onSelect(id, true);
  };
  const choose = (i: number, event: MouseEvent | KeyboardEvent) => {
    const row = go(i);
    if (!row) return;
    if (event.shiftKey) return extend(i);
    anchor.current = row.id;
    onSelect(row.id, event.ctrlKey || event.metaKey);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey) return;
    const at = current ?? -1;
    const page = Math.max(1, Math.floor(inside / height) - 1);
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: rows.length - 1 };
    const wanted = moves[event.key];
    if (wanted !== undefined) {
      const row = go(wanted);
      if (row && event.shiftKey) {
        anchor.current ??= rows[Math.max(at, 0)]?.id ?? null;
        extend(index.get(row.id)!);
      }
    } else if ((event.key === 'Enter' || event.key === ' ') && current !== undefined) {
      choose(current, event);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const grid = `grid-template-columns:${columns.map(({ share, least }) => `minmax(${least}px,${share}fr)`).join(' ')}`;
  const least = columns.reduce((sum, column) => sum + column.least, 0);
  const drawn = [];
  for (let line = first; line < end; line++) {
    if (divided && line === divided.at) {
      drawn.push(
        <div key="without a date" role="row" class="list-divider" aria-rowindex={line + 2} style={`top:${line * height}px`}>
          <div role="gridcell" aria-colspan={columns.length}>
            {divided.words}
          </div>
        </div>,
      );
      continue;
    }
    const i = divided && line > divided.at ? line - 1 : line;
    const row = rows[i]!;
    const classes = ['list-row', selected.has(row.id) && 'selected', i === current && 'active', faded(row) && 'faded'];
    drawn.push(
      <div
        key={row.id}
        id={rowId(row.id)}
        role="row"
        class={classes.filter(Boolean).join(' ')}
        aria-rowindex={line + 2}
        aria-selected={selected.has(row.id)}
        style={`top:${line * height}px;${grid}`}
        onMouseDown={(event) => event.shiftKey && event.preventDefault()}
        onClick={(event) => choose(i, event)}
      >
        {columns.map((column) => (
          <Cell key={column.key} column={column} row={row} onSelect={onSelect} />
        ))}
      </div>,
    );
  }
  return (
    <div
      class="list-scroller"
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={lines + 1}
      aria-colcount={columns.length}
      aria-multiselectable="true"
      aria-activedescendant={current !== undefined && lineOf(current) >= first && lineOf(current) < end ? rowId(active!) : undefined}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={keys}
    >
      <div role="rowgroup" class="list-head" style={`min-width:${least}px`}>
        <div role="row" class="list-titles" aria-rowindex={1} style={grid}>
          {columns.map(({ key, title, numeric }) => {
            const by = order.key === key;
            return (
              <div key={key} role="columnheader" class={`list-${key} ${numeric ? 'numeric' : ''}`} aria-sort={by ? (order.descending ? 'descending' : 'ascending') : 'none'}>
                <button type="button" onClick={() => onOrder({ key, descending: by && !order.descending })}>
                  {title}
                  <span aria-hidden="true">{by ? (order.descending ? ' ↓' : ' ↑') : ''}</span>
                </button>
              </div>
            );
          })}
        </div>
      </div>
      <div role="rowgroup" class="list-body" style={`min-width:${least}px;height:${lines * height}px`}>
        {drawn}
      </div>
    </div>
  );
}

interface CellProps<Row> {
  readonly column: Column<Row>;
  readonly row: Row;
  readonly onSelect: (id: Id, add: boolean) => void;
}

function Cell<Row>({ column, row, onSelect }: CellProps<Row>) {
  const text = column.text(row);
  const end = column.names?.(row);
  const press = (event: MouseEvent) => {
    event.stopPropagation();
    onSelect(end!, event.ctrlKey || event.metaKey || event.shiftKey);
  };
  return (
    <div role="gridcell" class={`list-${column.key} ${column.numeric ? 'numeric' : ''}`} title={[text, column.exact?.(row)].filter(Boolean).join('\n')}>
      {column.mark && <KindIcon kind={column.mark(row)} />}
      {end === undefined ? (
        text
      ) : (
        <button type="button" tabIndex={-1} onClick={press}>
          {text}
        </button>
      )}
    </div>
  );
}

const rowId = (id: Id): string => `row-${encodeURIComponent(id)}`;

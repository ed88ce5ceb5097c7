/** The scene as two tables that say what the picture says: for screen readers, and for who likes tables better. */
import { useMemo, useState } from 'preact/hooks';
import { bounds, within, type SceneNode, type Timed, type ViewProps } from '../model';
import { edgeColumns, edgeRows, nodeColumns, type Column } from './columns';
import { matcher, spoken } from './match';
import { sorted, type Order } from './sort';
import { Table } from './table';
import '../look/look.css';
import './list.css';

export type ListProps = Omit<ViewProps, 'onWindow'>;

type Part = 'nodes' | 'edges';

export function ListView({ nodes, edges, selection, window, onSelect }: ListProps) {
  const [part, setPart] = useState<Part>('nodes');
  const [typed, setTyped] = useState('');
  const rows = useMemo(() => edgeRows(nodes, edges), [nodes, edges]);
  const tab = (name: Part, words: string, count: number) => (
    <button type="button" role="tab" id={`list-tab-${name}`} aria-controls="list-panel" aria-selected={part === name} tabIndex={part === name ? 0 : -1} onClick={() => setPart(name)}>
      {words} <span>{count.toLocaleString('en')}</span>
    </button>
  );
  const turn = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const other = part === 'nodes' ? 'edges' : 'nodes';
    setPart(other);
    document.getElementById(`list-tab-${other}`)?.focus();
  };
  const shared = { typed, selection, window, onSelect };
  return (
    <section class="list" aria-label="List">
      <div class="list-tools">
        <div role="tablist" aria-label="What is listed" onKeyDown={turn}>
          {tab('nodes', 'Things', nodes.length)}
          {tab('edges', 'Connections', edges.length)}
        </div>
        <input type="search" aria-label="Filter the list" placeholder="Filter the list" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
      </div>
      <div id="list-panel" role="tabpanel" class="list-panel" aria-labelledby={`list-tab-${part}`}>
        {part === 'nodes' ? (
          <Listed<SceneNode> key="nodes" {...shared} label="Things" rows={nodes} columns={nodeColumns} first="name" />
        ) : (
          <Listed key="edges" {...shared} label="Connections" rows={rows} columns={edgeColumns} first="from" />
        )}
      </div>
    </section>
  );
}

interface ListedProps<Row> extends Pick<ListProps, 'selection' | 'window' | 'onSelect'> {
  readonly label: string;
  readonly typed: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  /** The column that the table is sorted by at first. */
  readonly first: string;
}

/** One table: its rows filtered and sorted, and a line that says how many they are. */
function Listed<Row extends Timed & { readonly id: string }>({ label, typed, rows, columns, first, selection, window, onSelect }: ListedProps<Row>) {
  const [order, setOrder] = useState<Order>({ key: first, descending: false });
  const [outside, setOutside] = useState(false);
  const [toDivider, setToDivider] = useState(0);
  const texts = useMemo(() => (typed.trim() ? new Map(rows.map((row) => [row.id, spoken(row, columns)])) : null), [rows, columns, typed.trim() === '']);
  const matching = useMemo(() => {
    const matches = matcher(typed);
    return texts ? rows.filter(({ id }) => matches(texts.get(id) ?? '')) : rows;
  }, [rows, texts, typed]);
  const inside = useMemo(() => matching.filter((row) => within(row, window)), [matching, window]);
  const column = columns.find(({ key }) => key === order.key) ?? columns[0]!;
  const listed = outside ? matching : inside;
  const ordered = useMemo(() => sorted(listed, column, order.descending), [listed, column, order.descending]);
  const dated = useMemo(() => listed.filter(bounds).length, [listed]);
  const undated = listed.length - dated;
  const words = `${undated.toLocaleString('en')} without a date`;
  const left = matching.length - inside.length;
  return (
    <>
      <p class="list-says">
        <span aria-live="polite">
          {listed.length === rows.length ? `${rows.length.toLocaleString('en')} rows` : `${listed.length.toLocaleString('en')} of ${rows.length.toLocaleString('en')} rows`}
        </span>
        {left > 0 && (
          <label>
            <input type="checkbox" checked={outside} onChange={(event) => setOutside(event.currentTarget.checked)} /> {left.toLocaleString('en')} outside the time window
          </label>
        )}
        {undated > 0 && dated > 0 && (
          <button
            type="button"
            onClick={() => {
              setOrder({ key: 'when', descending: false });
              setToDivider(toDivider + 1);
            }}
          >
            {words}
          </button>
        )}
      </p>
      <Table
        label={label}
        rows={ordered}
        columns={columns}
        order={order}
        onOrder={setOrder}
        selection={selection}
        onSelect={onSelect}
        divided={order.key === 'when' && undated > 0 ? { at: dated, words } : null}
        toDivider={toDivider}
        faded={(row) => !within(row, window)}
      />
    </>
  );
}

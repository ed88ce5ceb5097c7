/** What the tables say of each node and each edge: the same as the picture, in words. */
import { alike, bounds, certainties, type Backing, type Bounds, type Id, type Kind, type SceneEdge, type SceneNode, type Timed } from '../model';
import { whenWords } from '../timewords';
import { certaintyWords, kindName, relationPhrase } from '../words';

/** What a column is sorted by: text, a number or a time; null, which comes last either way, where there is nothing. */
export type Key = string | number | Bounds | null;

/** A column of a table of rows. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** Its share of the width, and its least width in pixels. */
  readonly share: number;
  readonly least: number;
  readonly text: (row: Row) => string;
  /** The same to the letter, where the text is made for reading. */
  readonly exact?: (row: Row) => string;
  readonly sort: (row: Row) => Key;
  readonly numeric?: boolean;
  /** The kind whose mark stands before the text. */
  readonly mark?: (row: Row) => Kind;
  /** Of an edge, the node that the cell names. */
  readonly names?: (row: Row) => Id;
}

/** A row of the table of connections: an edge and the names of its ends. */
export interface EdgeRow extends SceneEdge {
  readonly from: string;
  readonly to: string;
}

export function edgeRows(nodes: readonly SceneNode[], edges: readonly SceneEdge[]): EdgeRow[] {
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  return edges.map((edge) => ({ ...edge, from: labels.get(edge.source) ?? edge.source, to: labels.get(edge.target) ?? edge.target }));
}

/** A time to the letter; of meetings, those of the first and the last. */
function exactly({ span, met }: Timed): string {
  return met ? (alike(met) ? [met.first] : [met.first, met.last]).map(({ edtf }) => edtf).join(' … ') : (span?.edtf ?? '');
}

/** What speaks against taking it for sure. */
export function notes(backing: Backing | undefined, hedges: readonly string[] = []): string {
  const said = hedges.map((hedge) => `“${hedge}”`);
  return [backing?.disputed && 'Disputed', backing?.anonymous && 'Unnamed sources only', backing?.origins === 0 && 'No source', ...said].filter(Boolean).join(' · ');
}

function sure(backing: Backing | undefined): string {
  return backing?.certainty ? capital(certaintyWords(backing.certainty)) : '';
}

/** The surest first. */
function sureness(backing: Backing | undefined): number | null {
  return backing?.certainty ? certainties.indexOf(backing.certainty) : null;
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
const filled = (text: string): string | null => text || null;

export const nodeColumns: readonly Column<SceneNode>[] = [
  { key: 'kind', title: 'Kind', share: 0.8, least: 158, text: ({ kind }) => kindName(kind), sort: ({ kind }) => kindName(kind), mark: ({ kind }) => kind },
  { key: 'name', title: 'Name', share: 3, least: 240, text: ({ label }) => label, sort: ({ label }) => label },
  { key: 'when', title: 'When', share: 2, least: 150, text: whenWords, exact: exactly, sort: bounds },
  { key: 'certainty', title: 'Certainty', share: 1.4, least: 130, text: ({ backing }) => sure(backing), sort: ({ backing }) => sureness(backing) },
  { key: 'notes', title: 'Caution', share: 1.6, least: 130, text: ({ backing, hedges }) => notes(backing, hedges), sort: ({ backing, hedges }) => filled(notes(backing, hedges)) },
  { key: 'origins', title: 'Origins', share: 0.5, least: 70, numeric: true, text: ({ backing }) => `${backing?.origins ?? ''}`, sort: ({ backing }) => backing?.origins ?? null },
  { key: 'where', title: 'Where', share: 1, least: 100, text: ({ at }) => at?.name ?? '', sort: ({ at }) => filled(at?.name ?? '') },
  { key: 'sub', title: 'What it is', share: 3, least: 140, text: ({ sub }) => sub, sort: ({ sub }) => filled(sub) },
  { key: 'degree', title: 'Connections', share: 0.5, least: 112, numeric: true, text: ({ degree }) => `${degree}`, sort: ({ degree }) => degree },
];

export const edgeColumns: readonly Column<EdgeRow>[] = [
  { key: 'from', title: 'From', share: 2.4, least: 160, text: ({ from }) => from, sort: ({ from }) => from, names: ({ source }) => source },
  {
    key: 'relation',
    title: 'Connection',
    share: 1.5,
    least: 140,
    text: ({ relation, role }) => `${relationPhrase(relation, 'OUT')}${role ? ` (${role})` : ''}`,
    sort: ({ relation, role }) => `${relationPhrase(relation, 'OUT')} ${role ?? ''}`,
  },
  { key: 'to', title: 'To', share: 2.4, least: 160, text: ({ to }) => to, sort: ({ to }) => to, names: ({ target }) => target },
  { key: 'when', title: 'When', share: 2.2, least: 200, text: whenWords, exact: exactly, sort: bounds },
  { key: 'certainty', title: 'Certainty', share: 1.4, least: 130, text: (row) => sure(row), sort: (row) => sureness(row) },
  { key: 'notes', title: 'Caution', share: 1.6, least: 130, text: (row) => notes(row), sort: (row) => filled(notes(row)) },
  { key: 'origins', title: 'Origins', share: 0.5, least: 70, numeric: true, text: ({ origins }) => `${origins}`, sort: ({ origins }) => origins },
  { key: 'documents', title: 'Documents', share: 0.5, least: 100, numeric: true, text: ({ documents }) => `${documents}`, sort: ({ documents }) => documents },
  { key: 'count', title: 'Times', share: 0.4, least: 65, numeric: true, text: ({ count }) => `${count}`, sort: ({ count }) => count },
];

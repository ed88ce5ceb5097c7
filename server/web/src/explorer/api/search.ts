/** Search over all kinds, as rows that can be shown. */
import { SearchDocument, type SearchQuery } from '../gen/graphql';
import type { Id, Kind } from '../model';
import { timeWords } from '../timewords';
import { cut } from '../words';
import { ask, type Asking } from './client';

export interface Hit {
  readonly id: Id;
  readonly kind: Kind;
  /** What it is called. */
  readonly label: string;
  /** A second line: what it is, when it was. It may be empty. */
  readonly sub: string;
  /** The matching text, in pieces that did match and that did not. */
  readonly marked: readonly Piece[];
}

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** The best matches, and how many there are in all. */
export async function search(text: string, first: number, asking: Asking): Promise<{ hits: readonly Hit[]; total: number }> {
  const { search } = await ask(SearchDocument, { text, first }, asking);
  return { hits: search.edges.map(toHit), total: search.totalCount };
}

type Edge = SearchQuery['search']['edges'][number];

function toHit({ node, highlight }: Edge): Hit {
  const { label, sub } = shown(node);
  const marked = pieces(highlight ?? '');
  const whole = marked.map((piece) => piece.text).join('');
  return {
    id: node.id,
    kind: kindOf(node.__typename),
    label,
    sub: whole === '' || label.includes(whole) ? sub : whole,
    marked: label === whole ? marked : [{ text: cut(label, 140), hit: false }],
  };
}

function shown(node: Edge['node']): { label: string; sub: string } {
  switch (node.__typename) {
    case 'Claim':
      return { label: node.text, sub: node.when ? timeWords(node.when.edtf) : '' };
    case 'Assertion':
      return { label: `${node.speaker?.name ?? 'the document'} ${node.verb ?? 'states'}: ${node.quote ?? node.claim.text}`, sub: '' };
    default: {
      const when = 'when' in node && node.when ? timeWords(node.when.edtf) : undefined;
      return { label: node.name, sub: [when, node.description].filter(Boolean).join(' · ') };
    }
  }
}

/** The kind of a type of the schema: its name in capitals, as the schema has it. */
export function kindOf(typename: string): Kind {
  return typename.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase() as Kind;
}

/** Cuts a highlight at its marks « and ». */
export function pieces(highlight: string): readonly Piece[] {
  return highlight
    .split(/«([^»]*)»/)
    .map((text, i) => ({ text, hit: i % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

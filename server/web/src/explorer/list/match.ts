/** Which rows a typed text leaves. */
import type { Column } from './columns';

/** Text without case and accents, as the search of the API has it, nearly. */
export function fold(text: string): string {
  // Most text is plain, and needs none of it.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** All that a row says, in words and to the letter, folded. */
export function spoken<Row>(row: Row, columns: readonly Column<Row>[]): string {
  return fold(columns.map(({ text, exact }) => `${text(row)} ${exact?.(row) ?? ''}`).join(' '));
}

/** A test of folded text: every word that was typed must be somewhere in it. */
export function matcher(typed: string): (spoken: string) => boolean {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return (text) => words.every((word) => text.includes(word));
}

/** Which rows of a long table are drawn. */

export interface Range {
  /** The first row that is drawn, and the one after the last. */
  readonly first: number;
  readonly end: number;
}

/** Rows beyond those in sight, so that scrolling shows no gap. */
const spare = 10;

/** The rows to draw of so many, all of one height, where a view of a height is scrolled to `top`. */
export function visible(count: number, row: number, top: number, height: number): Range {
  const first = Math.min(Math.max(0, Math.floor(top / row) - spare), count);
  return { first, end: Math.min(count, Math.ceil((Math.max(0, top) + height) / row) + spare) };
}

/** Where to scroll so that a row is in sight: no further than needed. */
export function scrolledTo(index: number, row: number, top: number, height: number): number {
  if (index * row < top) return index * row;
  return Math.max(top, (index + 1) * row - height);
}

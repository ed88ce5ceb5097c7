/** The histogram above the timeline. */
import { utcTickInterval } from 'd3-time';
import type { Span } from '../model';

/** A bin [from, to) and how many things overlap it on some reading of their times, and on every reading. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly possible: number;
  readonly certain: number;
}

/**
 * The edges of bins over a stretch of time, one more than bins, about so many of them. They stand on seconds, minutes,
 * days, months or years, so that a day's event lies in one bin of a day, and certainly so.
 */
export function binEdges(from: number, to: number, about: number): number[] {
  const interval = utcTickInterval(new Date(from), new Date(to), about);
  if (!interval || !(to > from)) return [];
  const edges = interval.range(interval.floor(new Date(from)), new Date(to)).map(Number);
  const last = edges.at(-1);
  if (last !== undefined) edges.push(Number(interval.offset(new Date(last), 1)));
  return edges;
}

/** Counts times into bins, in one pass over each: what the window of each bin would let through, possibly and certainly. */
export function count(spans: readonly Span[], edges: readonly number[]): Bin[] {
  const bins = edges.length - 1;
  if (bins < 1) return [];
  const possible = new Int32Array(bins + 1);
  const certain = new Int32Array(bins + 1);
  for (const span of spans) {
    add(possible, edges, span.from, span.to);
    add(certain, edges, span.surelyFrom, span.surelyTo);
  }
  const counted: Bin[] = [];
  let inPossible = 0;
  let inCertain = 0;
  for (let i = 0; i < bins; i++) {
    inPossible += possible[i]!;
    inCertain += certain[i]!;
    counted.push({ from: edges[i]!, to: edges[i + 1]!, possible: inPossible, certain: inCertain });
  }
  return counted;
}

/** Marks the bins from that of `from` to that of `to` in an array of differences. Nothing is marked where `from` comes in a later bin. */
function add(differences: Int32Array, edges: readonly number[], from: number, to: number): void {
  const bins = edges.length - 1;
  const first = Math.max(0, binOf(edges, from));
  const last = Math.min(bins - 1, binOf(edges, to));
  if (first > last) return;
  differences[first]! += 1;
  differences[last + 1]! -= 1;
}

/** The bin that an instant lies in: -1 before the first, the number of bins after the last. */
function binOf(edges: readonly number[], at: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

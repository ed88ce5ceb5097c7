/** The stretch of time that is in sight: how it is zoomed, moved and fitted. Pure arithmetic. */
import { day, minute, year } from './durations';

/** The first and the last instant in sight, in milliseconds. */
export type Stretch = readonly [from: number, to: number];

/** The nearest zoom. */
export const shortest = 10 * minute;
/** What a stored time can name. */
const earliest = Date.parse('0000-01-01T00:00:00Z');
const latest = Date.parse('9999-12-31T23:59:59Z');

/** All of an extent, with a little room at both ends. Without an extent, the present day's year. */
export function fit(extent: Stretch | null, now: number): Stretch {
  if (!extent) return [now - year / 2, now + year / 2];
  const [from, to] = extent;
  const room = Math.max((to - from) * 0.04, day / 4);
  return bounded([from - room, to + room]);
}

/** As near to a stretch as can be with a little room: to tell apart what stands close together. */
export function near([from, to]: Stretch): Stretch {
  const middle = (from + to) / 2;
  const half = Math.max((to - from) * 0.6, shortest / 2);
  return bounded([middle - half, middle + half]);
}

/** Zooms by a factor, below 1 to come nearer, while an instant stays where it is. */
export function zoom([from, to]: Stretch, factor: number, around: number): Stretch {
  const longest = latest - earliest;
  const length = Math.min(Math.max((to - from) * factor, shortest), longest);
  const share = (around - from) / (to - from);
  return bounded([around - share * length, around + (1 - share) * length]);
}

/** Moves by a length of time. */
export function pan([from, to]: Stretch, by: number): Stretch {
  return bounded([from + by, to + by]);
}

/** The stretch moved, no further than needed, and zoomed out, if needed, so that [a, b] is in sight. */
export function reveal(stretch: Stretch, a: number, b: number): Stretch {
  const [from, to] = stretch;
  const length = to - from;
  if (!Number.isFinite(a)) a = b;
  if (!Number.isFinite(b)) b = a;
  if (!Number.isFinite(a) || (a >= from && b <= to)) return stretch;
  const room = length * 0.1;
  if (b - a > length * 0.8) return a <= from && b >= to ? stretch : bounded([a - (b - a) * 0.1, b + (b - a) * 0.1]);
  return a < from ? pan(stretch, a - room - from) : pan(stretch, b + room - to);
}

function bounded([from, to]: Stretch): Stretch {
  const length = Math.min(Math.max(to - from, shortest), latest - earliest);
  const start = Math.min(Math.max(from, earliest), latest - length);
  return [start, start + length];
}

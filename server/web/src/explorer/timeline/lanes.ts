/**
 * Where things lie below one another. Lanes are laid for a zoom that is a power of two and hold for all zooms from it to
 * the next, so that nothing jumps while one moves or zooms a little; things drawn at a nearer zoom stand further apart.
 */
import { day } from './durations';
import { extent, type Item } from './items';

/** One mark: a thing, or several that stand too close to be told apart at this zoom. */
export interface Mark {
  readonly key: string;
  readonly items: readonly Item[];
  /** Bounds as those of a Span; of several things, those of all together. */
  readonly from: number;
  readonly to: number;
  readonly lane: number;
}

/** All marks, in order of time. */
export interface Lanes {
  readonly marks: readonly Mark[];
  readonly count: number;
  /** Whether there is room for names beside the marks. */
  readonly named: boolean;
}

/** Pixels: the least width of a bar, the room between two, of a name at most, and of one letter. */
export const markWidth = 8;
export const gap = 6;
export const nameWidth = 190;
export const letter = 6.1;
/** Of the mark of a kind before a name. */
export const iconWidth = 16;

/** Up to so many lanes everything stands alone; up to the second number what stands close together becomes one mark, and names remain. */
const fewLanes = 24;
const someLanes = 60;
/** Where a day is so wide, names remain in any case. */
const nearDay = 90;
const clusterWidth = 48;
const clusterLeast = 4;

/** The zoom that lanes are laid for: the power of two at or below this many pixels a millisecond. */
export function laidFor(pixels: number): number {
  return 2 ** Math.floor(Math.log2(pixels));
}

/**
 * Lays things, which are in order of time, into as few lanes as first fit gives, so that no two overlap. What may have
 * been at almost any time lies below what can be told: it would stand in the way of all else.
 */
export function lay(items: readonly Item[], pixels: number): Lanes {
  const broad = broadest(items);
  const narrow = items.filter((item) => !broad(item));
  const wide = items.filter(broad).map(alone);
  const single = stacked([narrow.map(alone), wide], pixels, true, fewLanes);
  if (single) return single;
  const close = cluster(narrow, pixels);
  const named = stacked([close, wide], pixels, true, day * pixels < nearDay ? someLanes : Infinity);
  return named ?? stacked([close, wide], pixels, false, Infinity)!;
}

/** What is open at an end, or as long as a third of all that the others span. It is the same at every zoom. */
function broadest(items: readonly Item[]): (item: Item) => boolean {
  const whole = extent(items.map(({ span }) => span));
  const limit = whole ? (whole[1] - whole[0]) / 3 : Infinity;
  return ({ span }) => !(span.to - span.from < limit);
}

/** One group below the other, all in order of time; null where that takes more lanes than the limit. */
function stacked(groups: readonly (readonly Unplaced[])[], pixels: number, named: boolean, limit: number): Lanes | null {
  const marks: Mark[] = [];
  let count = 0;
  for (const group of groups) {
    const packed = pack(group, pixels, named, limit - count);
    if (!packed) return null;
    for (const mark of packed.marks) marks.push({ ...mark, lane: mark.lane + count });
    count += packed.count;
  }
  return { marks: marks.sort(inOrder), count, named };
}

type Unplaced = Omit<Mark, 'lane'>;

function inOrder(a: Unplaced, b: Unplaced): number {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1;
  if (a.to !== b.to) return a.to < b.to ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

function alone(item: Item): Unplaced {
  return { key: item.id, items: [item], from: item.span.from, to: item.span.to };
}

/** First fit: each mark goes to the first lane that is free where it begins. Marks come in order of `from`. Null where the limit does not do. */
export function pack(marks: readonly Unplaced[], pixels: number, named: boolean, limit = Infinity): Lanes | null {
  const ends: number[] = [];
  const placed: Mark[] = [];
  for (const mark of marks) {
    const start = mark.from * pixels;
    let lane = ends.findIndex((end) => end <= start);
    if (lane < 0) lane = ends.length;
    if (lane >= limit) return null;
    ends[lane] = end(mark, pixels, named) + gap;
    placed.push({ ...mark, lane });
  }
  return { marks: placed, count: ends.length, named };
}

/** Where a mark and its name end, in pixels: a name stands in its bar or, where that is too short, behind it. */
function end(mark: Unplaced, pixels: number, named: boolean): number {
  const start = mark.from * pixels;
  const width = Math.max(markWidth, (mark.to - mark.from) * pixels);
  const name = named ? nameRoom(mark) : 0;
  return start === -Infinity ? mark.to * pixels + name : start + (name <= width ? width : width + name);
}

/** Whether nothing of its lane stands where a name before a mark would. */
export function freeBefore(mark: Mark, { marks, named }: Lanes, pixels: number): boolean {
  const from = mark.from * pixels - nameRoom(mark);
  return marks.every((other) => other === mark || other.lane !== mark.lane || other.from > mark.from || end(other, pixels, named) + gap <= from);
}

/** The pixels that a mark's name takes, margins included. */
export function nameRoom(mark: Pick<Mark, 'items'>): number {
  const [first] = mark.items;
  if (!first) return 0;
  return Math.min(nameWidth, first.label.length * letter) + 2 * gap + (first.what === 'node' ? iconWidth : 0);
}

/** Puts what is short and stands close together into one mark; the rest stays as it is. The order of time is kept. */
export function cluster(items: readonly Item[], pixels: number): Unplaced[] {
  const bins = new Map<number, Item[]>();
  const marks: Unplaced[] = [];
  for (const item of items) {
    const width = (item.span.to - item.span.from) * pixels;
    if (!(width < clusterWidth / 2)) {
      marks.push(alone(item));
      continue;
    }
    const bin = Math.floor((item.span.from * pixels) / clusterWidth);
    const others = bins.get(bin);
    if (others) others.push(item);
    else bins.set(bin, [item]);
  }
  for (const [bin, members] of bins) {
    if (members.length < clusterLeast) marks.push(...members.map(alone));
    else marks.push({ key: `close:${bin}`, items: members, from: members[0]!.span.from, to: Math.max(...members.map(({ span }) => span.to)) });
  }
  return marks.sort(inOrder);
}

/** Spots that stand too close to be told apart become one bubble with a count. */
import type { Id } from '../model';
import { onScreen, project, type Camera } from './camera';
import type { Spot } from './spots';

export interface Bubble {
  /** The id of the spot that it stands at: that with most happenings. */
  readonly key: Id;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly spots: readonly Spot[];
  /** What happened there and passes the window. */
  readonly count: number;
}

/** Bubbles nearer than this, in pixels, become one. */
export const reach = 40;

/**
 * Gathers spots into bubbles at a zoom. A spot goes to the nearest bubble of a heavier one within reach, so that it does
 * not depend on the order given. `weigh` says how much of a spot counts.
 */
export function bubbles(spots: readonly Spot[], camera: Camera, weigh: (spot: Spot) => number): Bubble[] {
  const weighed = spots.map((spot) => ({ spot, weight: weigh(spot), at: project(spot.point) }));
  weighed.sort((a, b) => b.weight - a.weight || (a.spot.id < b.spot.id ? -1 : 1));
  const cell = reach / camera.k;
  const grid = new Map<string, Gathered[]>();
  const gathered: Gathered[] = [];
  for (const { spot, weight, at } of weighed) {
    const column = Math.floor(at[0] / cell);
    const row = Math.floor(at[1] / cell);
    const host = closest(grid, column, row, at, cell);
    if (host) {
      host.spots.push(spot);
      host.count += weight;
      continue;
    }
    const made = { at, spots: [spot], count: weight };
    gathered.push(made);
    const key = `${column},${row}`;
    const there = grid.get(key);
    if (there) there.push(made);
    else grid.set(key, [made]);
  }
  return gathered.map(({ at, spots, count }) => {
    const [x, y] = onScreen(camera, at);
    return { key: spots[0]!.id, x, y, radius: radius(count), spots, count };
  });
}

interface Gathered {
  readonly at: readonly [number, number];
  readonly spots: Spot[];
  count: number;
}

function closest(grid: ReadonlyMap<string, Gathered[]>, column: number, row: number, [x, y]: readonly [number, number], cell: number): Gathered | null {
  let best: Gathered | null = null;
  let least = cell;
  for (let c = column - 1; c <= column + 1; c++) {
    for (let r = row - 1; r <= row + 1; r++) {
      for (const candidate of grid.get(`${c},${r}`) ?? []) {
        const distance = Math.hypot(candidate.at[0] - x, candidate.at[1] - y);
        if (distance < least) [best, least] = [candidate, distance];
      }
    }
  }
  return best;
}

/** The area of a bubble grows with its count. */
export function radius(count: number): number {
  return count === 0 ? 6 : Math.min(9 + 1.2 * Math.sqrt(count), 21);
}

/** Which names find room beside their points: the first in order of weight, and no two over one another. */

export interface Name {
  readonly key: string;
  readonly text: string;
  /** Where its point is and how far from it the name stands. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Pixels of a letter and of a line. */
const letter = 6.4;
const line = 14;

/** The keys of the names that are shown, of those given in order of weight. Names also keep clear of other points. */
export function readable(names: readonly Name[]): ReadonlySet<string> {
  const taken: Box[] = names.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }));
  const shown = new Set<string>();
  for (const [i, { key, text, x, y, radius }] of names.entries()) {
    const half = (text.length * letter) / 2;
    const box = { left: x - half, right: x + half, top: y + radius, bottom: y + radius + line };
    if (taken.some((other, j) => j !== i && overlap(box, other))) continue;
    shown.add(key);
    taken.push(box);
  }
  return shown;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

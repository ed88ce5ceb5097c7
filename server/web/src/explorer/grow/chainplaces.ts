/** Where the things of a chain stand: its statements in a row, who says each above, where it is written and the claim below. */
import type { Statement } from '../evidence/chain';
import type { Id } from '../model';

type Place = readonly [number, number];

/** How far the statements of a chain stand apart, and the rows, in the coordinates of the graph. */
const across = 190;
const down = 110;

/**
 * The places of a chain, left to right from where it is written to who said it first, below all that is there; upright,
 * from above, where the page is narrow.
 */
export function chainPlaces({ links, claim }: Statement, taken: readonly Place[], upright = false): Readonly<Record<Id, Place>> {
  const width = (links.length - 1) * across;
  const xs = taken.map(([x]) => x);
  const middle = taken.length > 0 ? (Math.min(...xs) + Math.max(...xs)) / 2 : 0;
  const top = taken.length > 0 ? Math.min(...taken.map(([, y]) => y)) - 2.5 * down : 0;
  const places: Record<Id, Place> = {};
  const put = (id: Id, x: number, y: number) => (places[id] ??= [x, y]);
  if (upright) {
    links.forEach(({ id, by, document }, i) => {
      put(id, middle, top - i * down);
      if (by) put(by.id, middle - 1.4 * across, top - i * down);
      if (document && document.id !== by?.id) put(document.id, middle + across, top - (i + 0.5) * down);
    });
    put(claim.id, middle, top - links.length * down);
    return places;
  }
  links.forEach(({ id, by, document }, i) => {
    const x = middle - width / 2 + i * across;
    put(id, x, top);
    if (by) put(by.id, x, top + down);
    // Aside, so that its line and that to the claim lie apart.
    if (document && document.id !== by?.id) put(document.id, x + across / 3, top - down);
  });
  put(claim.id, middle, top - 2 * down);
  return places;
}

/** Which labels can be read beside one another and beside the nodes, and on which side of its node each stands. */

/** A part of the picture, in pixels. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A node as it is drawn. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** How well it is connected, as in the rank of its label. */
  readonly weight: number;
}

/** A label that is wanted: where it may stand, the best place first, and its rank: the first number counts more than the second. */
export interface Wanted {
  readonly places: readonly Box[];
  readonly rank: readonly [number, number];
  /** Whether it rather lies on any node than is left out, as that of what is selected. */
  readonly firm: boolean;
}

/** A label that has room, by its index among those wanted, and the place that it has. */
export interface Placed {
  readonly index: number;
  readonly place: Box;
}

/**
 * The labels that have room, the highest in rank first, each at the first of its places that is free of nodes and of the
 * labels before it. In a dense picture, where a hub finds none, it may lie on nodes that are less connected than its own.
 * What finds no place is left out.
 */
export function apart(wanted: readonly Wanted[], discs: readonly Disc[]): Placed[] {
  const nodes = new Cells<Disc>();
  for (const disc of discs) nodes.add(around(disc), disc);
  const labels = new Cells<Box>();
  const order = wanted.map((_label, i) => i).sort((a, b) => wanted[b]!.rank[0] - wanted[a]!.rank[0] || wanted[b]!.rank[1] - wanted[a]!.rank[1] || a - b);
  return order.flatMap((index) => {
    const { places, firm, rank } = wanted[index]!;
    const free = places.filter((place) => !labels.some(place, (taken) => overlap(place, taken)));
    const clear = (least: number) => free.find((place) => !nodes.some(place, (disc) => disc.weight >= least && covers(disc, place)));
    const place = clear(-Infinity) ?? (discs.length >= dense ? clear(rank[1]) : undefined) ?? (firm ? free[0] : undefined);
    if (!place) return [];
    labels.add(place, place);
    return [{ index, place }];
  });
}

/** The places of a label, those first along which no line runs from its node to another. */
export function besideLines(places: readonly Box[], node: Spot, others: readonly Spot[]): readonly Box[] {
  const [free, crossed]: [Box[], Box[]] = [[], []];
  for (const place of places) (others.some((other) => crosses(node, other, place)) ? crossed : free).push(place);
  return [...free, ...crossed];
}

export type Spot = Pick<Disc, 'x' | 'y'>;

/** Whether a line crosses a box: whether some part of it is within both its sides and its height. */
function crosses(from: Spot, to: Spot, { left, right, top, bottom }: Box): boolean {
  let [begin, end] = [0, 1];
  for (const [at, way, least, most] of [[from.x, to.x - from.x, left, right], [from.y, to.y - from.y, top, bottom]] as const) {
    if (way === 0 && (at <= least || at >= most)) return false;
    if (way === 0) continue;
    const [one, other] = [(least - at) / way, (most - at) / way];
    begin = Math.max(begin, Math.min(one, other));
    end = Math.min(end, Math.max(one, other));
  }
  return begin < end;
}

/** So many nodes make a picture dense. */
export const dense = 150;

function around({ x, y, radius }: Disc): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function covers({ x, y, radius }: Disc, { left, right, top, bottom }: Box): boolean {
  const across = x - Math.min(Math.max(x, left), right);
  const down = y - Math.min(Math.max(y, top), bottom);
  return across * across + down * down < radius * radius;
}

/** The side of a cell, in pixels. */
const side = 48;

/** Things by the cells of the picture that they reach into, so that each is compared with its surroundings alone. */
class Cells<Thing> {
  readonly #cells = new Map<number, Thing[]>();

  add(box: Box, thing: Thing): void {
    for (const cell of cells(box)) {
      const there = this.#cells.get(cell);
      if (there) there.push(thing);
      else this.#cells.set(cell, [thing]);
    }
  }

  some(box: Box, fits: (thing: Thing) => boolean): boolean {
    return cells(box).some((cell) => this.#cells.get(cell)?.some(fits) ?? false);
  }
}

function cells({ left, right, top, bottom }: Box): number[] {
  const found: number[] = [];
  for (let column = Math.floor(left / side); column <= Math.floor(right / side); column++) {
    for (let row = Math.floor(top / side); row <= Math.floor(bottom / side); row++) found.push(column * 0x10000 + row);
  }
  return found;
}

/** Which labels can be read beside one another. */

/** Where a label would stand, in pixels, and its rank: the first number counts more than the second. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly rank: readonly [number, number];
}

/** The indices of the boxes that have room, the highest in rank first; what overlaps one of these is left out. */
export function apart(boxes: readonly Box[]): number[] {
  const order = boxes.map((_box, i) => i).sort((a, b) => boxes[b]!.rank[0] - boxes[a]!.rank[0] || boxes[b]!.rank[1] - boxes[a]!.rank[1] || a - b);
  const taken: Box[] = [];
  return order.filter((i) => {
    const box = boxes[i]!;
    const free = !taken.some(({ left, right, top, bottom }) => box.left < right && left < box.right && box.top < bottom && top < box.bottom);
    if (free) taken.push(box);
    return free;
  });
}

/** Instants that a window's ends go to: the edges of bins, and beyond them at the distance of the last two. */

/** The edge that is nearest to an instant; the instant itself, to the second, where there is none within reach. */
export function nearest(edges: readonly number[], at: number): number {
  const index = edges.findIndex((edge) => edge >= at);
  const after = edges[index];
  const before = index < 0 ? edges.at(-1) : edges[index - 1];
  if (after === undefined || before === undefined) return Math.round(at / 1000) * 1000;
  return at - before < after - at ? before : after;
}

/** The edge that is so many steps after an instant, or before it where `steps` is negative. */
export function next(edges: readonly number[], at: number, steps: number): number {
  const first = edges[0];
  const last = edges.at(-1);
  if (first === undefined || last === undefined || edges.length < 2) return at;
  const width = (last - first) / (edges.length - 1);
  if (at < first || at > last) return at + steps * width;
  const index = steps > 0 ? edges.findLastIndex((edge) => edge <= at) : edges.findIndex((edge) => edge >= at);
  const wanted = index + steps;
  if (wanted < 0) return first + wanted * width;
  if (wanted >= edges.length) return last + (wanted - edges.length + 1) * width;
  return edges[wanted]!;
}

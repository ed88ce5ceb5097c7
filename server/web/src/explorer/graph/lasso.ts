/** Whether a point lies within an outline, by how often a ray from it crosses the sides. */
export function encloses(outline: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let within = false;
  outline.forEach(([x1, y1], i) => {
    const [x2, y2] = outline[(i + 1) % outline.length]!;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) within = !within;
  });
  return within;
}

/** Where nodes stand that are joined with nothing: in rings close around the others, where forces would drive them far away. */

/** Of fewer than these the forces decide. */
export const fewest = 12;

/** How far apart they stand, and how far from the others. */
const apart = 26;
const away = 60;

type Point = readonly [number, number];

/** So many places around the others. */
export function around(others: readonly Point[], many: number): Point[] {
  const mean = (axis: 0 | 1) => others.reduce((sum, at) => sum + at[axis], 0) / (others.length || 1);
  const [x, y] = [mean(0), mean(1)];
  let radius = others.reduce((most, at) => Math.max(most, Math.hypot(at[0] - x, at[1] - y)), 0) + (others.length > 0 ? away : apart);
  const places: Point[] = [];
  while (places.length < many) {
    const room = Math.min(many - places.length, Math.floor((2 * Math.PI * radius) / apart));
    for (let i = 0; i < room; i++) {
      const angle = (2 * Math.PI * i) / room;
      places.push([x + radius * Math.cos(angle), y + radius * Math.sin(angle)]);
    }
    radius += apart;
  }
  return places;
}

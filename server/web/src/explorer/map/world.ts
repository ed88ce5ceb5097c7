/** The countries of the world, loaded when they are looked at. */
import { geoMercator, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import type { Feature, Geometry, Position } from 'geojson';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { project, size } from './camera';

/** A country; all numbers are units of the world. */
export interface Country {
  readonly key: string;
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Where its name stands: in the middle of its largest part, and how wide that is. */
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  /** Its outline, drawn when it is first asked for: most countries are never in sight. */
  readonly outline: () => string;
}

/** 110m is one to 110 million: small, and enough for the world. */
export type Detail = '110m' | '50m';

/** The countries as world-atlas has them. */
export type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

/** Loads the countries. They come as a file of their own; a map without them can still be used. */
export async function loadWorld(detail: Detail): Promise<readonly Country[]> {
  const { default: atlas } = detail === '110m' ? await import('world-atlas/countries-110m.json') : await import('world-atlas/countries-50m.json');
  return countries(atlas as unknown as Atlas);
}

const draw = geoPath(
  geoMercator()
    .scale(size / (2 * Math.PI))
    .translate([size / 2, size / 2]),
);

/** Measures the countries of an atlas. */
export function countries(atlas: Atlas): readonly Country[] {
  return feature(atlas, atlas.objects.countries).features.flatMap((country, index) => {
    const shores = parts(country.geometry).map(shape);
    const [main] = shores.toSorted((a, b) => b.area - a.area);
    if (!main) return [];
    return {
      key: `${country.id ?? index}`,
      name: country.properties.name,
      left: Math.min(...shores.map(({ left }) => left)),
      right: Math.max(...shores.map(({ right }) => right)),
      top: Math.min(...shores.map(({ top }) => top)),
      bottom: Math.max(...shores.map(({ bottom }) => bottom)),
      x: main.x,
      y: main.y,
      wide: main.wide,
      outline: once(country),
    };
  });
}

function once(country: Feature<Geometry>): () => string {
  let outline: string | null = null;
  return () => (outline ??= draw(country) ?? '');
}

/** The outer rings of a country's parts. */
function parts(geometry: Geometry): Position[][] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
  return polygons.flatMap(([outer]) => (outer ? [outer] : []));
}

/** The bounds of a ring in the world, its area and the middle of it. One that crosses the 180th meridian, as Russia does, goes on beyond it. */
function shape(ring: Position[]) {
  let turn = 0;
  const corners = ring.map(([lon = 0, lat = 0], i) => {
    const step = lon - (ring[i - 1]?.[0] ?? lon);
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    return project({ lat, lon: lon + turn });
  });
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  let [twice, sumX, sumY] = [0, 0, 0];
  for (const [i, [x, y]] of corners.entries()) {
    const [nextX, nextY] = corners[(i + 1) % corners.length]!;
    const cross = x * nextY - nextX * y;
    twice += cross;
    sumX += (x + nextX) * cross;
    sumY += (y + nextY) * cross;
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  }
  const crosses = left < 0 || right > size;
  const x = (sumX / (3 * twice) + size) % size;
  return { left: crosses ? 0 : left, right: crosses ? size : right, top, bottom, wide: right - left, area: Math.abs(twice) / 2, x, y: sumY / (3 * twice) };
}

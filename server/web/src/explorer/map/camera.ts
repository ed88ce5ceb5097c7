/** Which part of the world is in sight. The world is a square of `size` units in Mercator's projection, north up. */
import type { Point } from '../model';

export const size = 1000;

/** Screen = world × k + (x, y), in pixels. */
export interface Camera {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
}

type Pair = readonly [x: number, y: number];

/** The nearest zoom: about four metres a pixel. */
export const nearest = 10_000;
/** The northernmost latitude of the square; beyond it a point stands at the edge. */
const limit = (2 * Math.atan(Math.exp(Math.PI)) * 180) / Math.PI - 90;
const kilometres = 40_075;

/** Where a point lies in the world. */
export function project({ lat, lon }: Point): Pair {
  const phi = (Math.min(Math.max(lat, -limit), limit) * Math.PI) / 180;
  return [(lon / 360 + 0.5) * size, (0.5 - Math.log(Math.tan(Math.PI / 4 + phi / 2)) / (2 * Math.PI)) * size];
}

/** Where a place of the world stands on the screen. */
export function onScreen({ k, x, y }: Camera, [wx, wy]: Pair): Pair {
  return [wx * k + x, wy * k + y];
}

export function pan(camera: Camera, dx: number, dy: number, frame: Frame): Camera {
  return bounded({ ...camera, x: camera.x + dx, y: camera.y + dy }, frame);
}

/** Zooms by a factor while the place under (x, y) stays there. */
export function zoom(camera: Camera, factor: number, x: number, y: number, frame: Frame): Camera {
  const k = Math.min(Math.max(camera.k * factor, furthest(frame)), nearest);
  const f = k / camera.k;
  return bounded({ k, x: x - (x - camera.x) * f, y: y - (y - camera.y) * f }, frame);
}

/** How near a fit may come, and how much of the frame it fills. */
export interface Fitting {
  readonly closest: number;
  readonly share: number;
}

/** So near that a city can be told from another, and that its land and those beside it are in sight. */
const city = 400;
const land = 40;

/**
 * All these points with room around them, no nearer than a city needs unless asked, and of one point alone its land; without points,
 * where most people live.
 */
export function fit(points: readonly Point[], frame: Frame, { closest, share }: Fitting = { closest: points.length === 1 ? land : city, share: 0.78 }): Camera {
  const places = (points.length > 0 ? points : [{ lat: 62, lon: -120 }, { lat: -42, lon: 150 }]).map(project);
  const xs = places.map(([x]) => x);
  const ys = places.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const k = Math.min((frame.width * share) / (right - left || 1e-9), (frame.height * share) / (bottom - top || 1e-9), closest);
  return centred({ k: Math.max(k, furthest(frame)), x: 0, y: 0 }, [(left + right) / 2, (top + bottom) / 2], frame);
}

/** The camera moved so that a place of the world is in the middle. */
export function centred({ k }: Camera, [x, y]: Pair, frame: Frame): Camera {
  return bounded({ k, x: frame.width / 2 - x * k, y: frame.height / 2 - y * k }, frame);
}

/** The zoom at which the world is as wide or as high as the frame, whichever shows all of it. */
function furthest({ width, height }: Frame): number {
  return Math.max(Math.min(width, height) / size, 0.05);
}

/** The middle of the frame stays in the world. */
function bounded({ k, x, y }: Camera, { width, height }: Frame): Camera {
  const keep = (at: number, length: number) => Math.min(Math.max(at, length / 2 - size * k), length / 2);
  return { k, x: keep(x, width), y: keep(y, height) };
}

/** A round number of kilometres, or of metres below one, and the pixels that it takes in the middle of the frame. */
export function scaleBar({ k, y }: Camera, { height }: Frame, most: number): { readonly text: string; readonly pixels: number } {
  const middle = (height / 2 - y) / k / size;
  const shrink = 1 / Math.cosh(2 * Math.PI * (0.5 - middle));
  const pixel = (kilometres * shrink) / (size * k);
  const long = most * pixel;
  const power = 10 ** Math.floor(Math.log10(long));
  const length = ([5, 2, 1].find((step) => step * power <= long) ?? 1) * power;
  const text = length >= 1 ? `${length.toLocaleString('en')} km` : `${Math.round(length * 1000)} m`;
  return { text, pixels: length / pixel };
}

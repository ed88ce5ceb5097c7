/** Moves of the window by itself. */
import type { TimeWindow } from '../model';
import type { Stretch } from './stretch';

/** How many times as fast; at 1 a window takes twenty seconds to cross what is in sight. */
export const speeds = [0.5, 1, 2, 4, 8] as const;
export type Speed = (typeof speeds)[number];

const crossing = 20_000;

/** The window to begin with where none is set: the first twelfth of what is in sight. */
export function firstWindow([from, to]: Stretch, mode: TimeWindow['mode']): TimeWindow {
  return { from: whole(from), to: whole(from + (to - from) / 12), mode };
}

/** The window after so many milliseconds of playing, or null when it has left the extent. */
export function advance(window: TimeWindow, extent: Stretch, inSight: Stretch, elapsed: number, speed: Speed): TimeWindow | null {
  return moved(window, extent, ((inSight[1] - inSight[0]) * elapsed * speed) / crossing);
}

/** The window moved by its own width, forwards or backwards, or null when that is out of the extent. */
export function stepped(window: TimeWindow, extent: Stretch, direction: 1 | -1): TimeWindow | null {
  return moved(window, extent, direction * (window.to - window.from + 1000));
}

function moved(window: TimeWindow, extent: Stretch, by: number): TimeWindow | null {
  const from = whole(window.from + by);
  const to = from + (window.to - window.from);
  return (by > 0 ? from > extent[1] : to < extent[0]) ? null : { ...window, from, to };
}

/** Windows stand on whole seconds, as the times of the API do. */
export function whole(at: number): number {
  return Math.round(at / 1000) * 1000;
}

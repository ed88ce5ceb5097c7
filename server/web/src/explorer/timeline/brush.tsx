/** The window on the histogram: drawn by dragging, moved by its middle, and each of its ends a slider for the keyboard. */
import { useRef } from 'preact/hooks';
import type { TimeWindow } from '../model';
import { instant } from './axis';
import { second } from './durations';
import { nearest, next } from './snap';
import { whole } from './playback';
import type { Stretch } from './stretch';

export interface BrushProps {
  /** The times of all there is: how far the sliders go. */
  readonly extent: Stretch;
  readonly stretch: Stretch;
  /** The instants that the ends snap to: the edges of the histogram's bins. */
  readonly cut: readonly number[];
  readonly width: number;
  readonly window: TimeWindow | null;
  /** Brings an instant into sight. */
  readonly onReveal: (at: number) => void;
  /** What there is at an instant, in words. */
  readonly says: (at: number) => string;
  readonly onWindow: (window: TimeWindow | null, moving: boolean) => void;
}

type End = 'from' | 'to';
interface Drag {
  readonly what: End | 'all' | 'new';
  readonly start: number;
  readonly window: TimeWindow;
  moved: boolean;
}

/** A hand that moves less clicks. */
const slack = 4;

export function Brush({ extent, stretch, cut, width, window, says, onReveal, onWindow }: BrushProps) {
  const drag = useRef<Drag | null>(null);
  const latest = useRef<TimeWindow | null>(null);
  const area = useRef<HTMLDivElement>(null);
  const [from, to] = stretch;
  const pixel = (to - from) / width;
  const x = (at: number) => (at - from) / pixel;
  const shown = window ?? { from: extent[0], to: extent[1], mode: 'possible' as const };
  const send = (value: TimeWindow, moving: boolean) => {
    latest.current = value;
    onWindow(value, moving);
  };

  const timeAt = (event: PointerEvent) => from + (event.clientX - area.current!.getBoundingClientRect().left) * pixel;
  const press = (what: Drag['what']) => (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    area.current!.setPointerCapture(event.pointerId);
    latest.current = null;
    drag.current = { what, start: timeAt(event), window: shown, moved: false };
  };
  const move = (event: PointerEvent) => {
    const held = drag.current;
    const at = timeAt(event);
    if (!held) {
      area.current!.title = says(at);
      return;
    }
    event.stopPropagation();
    if (!held.moved && Math.abs(at - held.start) < slack * pixel) return;
    held.moved = true;
    const snap = (time: number) => (event.altKey ? whole(time) : nearest(cut, time));
    send(dragged(held, at, snap), true);
  };
  const release = (event: PointerEvent) => {
    const held = drag.current;
    if (!held) return;
    event.stopPropagation();
    drag.current = null;
    if (latest.current) onWindow(latest.current, false);
    else if (held.what === 'new') clicked(held.start);
  };
  const clicked = (at: number) => {
    const bin = cut.findLastIndex((edge) => edge <= at);
    if (bin >= 0 && bin + 1 < cut.length) onWindow({ from: cut[bin]!, to: cut[bin + 1]! - second, mode: shown.mode }, false);
  };
  const key = (end: End) => (event: KeyboardEvent) => {
    const target = keyed(event, end, shown, cut, extent);
    if (target === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const changed = end === 'from' ? { ...shown, from: Math.min(target, shown.to) } : { ...shown, to: Math.max(target, shown.from) };
    onWindow(changed, false);
    onReveal(changed[end]);
  };

  const left = x(shown.from);
  const right = x(shown.to + second);
  const inside = (at: number) => Math.min(Math.max(at, 0), width);
  const slider = (end: End, at: number) => (
    <div
      class={`timeline-handle ${window ? '' : 'timeline-idle'} ${at < -8 || at > width + 8 ? 'timeline-beyond' : ''}`}
      style={`left:${inside(at)}px`}
      role="slider"
      tabIndex={0}
      aria-label={end === 'from' ? 'Window from' : 'Window to'}
      aria-orientation="horizontal"
      aria-valuemin={extent[0] / second}
      aria-valuemax={extent[1] / second}
      aria-valuenow={shown[end] / second}
      aria-valuetext={window ? instant(shown[end], pixel * 4) : `${instant(shown[end], pixel * 4)}, no window set`}
      onPointerDown={press(end)}
      onKeyDown={key(end)}
    />
  );
  return (
    <div class="timeline-brush" ref={area} onPointerDown={press('new')} onPointerMove={move} onPointerUp={release} onPointerCancel={release} onDblClick={() => onWindow(null, false)}>
      {window && (
        <>
          <div class="timeline-shade" style={`left:0;width:${inside(left)}px`} />
          <div class="timeline-shade" style={`left:${inside(right)}px;right:0`} />
          <div class="timeline-window" style={`left:${inside(left)}px;width:${Math.max(2, inside(right) - inside(left))}px`} onPointerDown={press('all')} />
        </>
      )}
      {slider('from', left)}
      {slider('to', right)}
    </div>
  );
}

/** The window that a drag has made so far; its ends never cross. */
function dragged(held: Drag, at: number, snap: (time: number) => number): TimeWindow {
  const { window } = held;
  if (held.what === 'all') {
    const from = snap(window.from + at - held.start);
    return { ...window, from, to: from + (window.to - window.from) };
  }
  const other = held.what === 'new' ? snap(held.start) : held.what === 'from' ? window.to + second : window.from;
  const moving = snap(at);
  const [from, to] = moving < other ? [moving, other] : [other, moving];
  return { ...window, from, to: Math.max(from, to - second) };
}

/** Where a key moves an end to, or undefined where it is not a slider's key. */
function keyed(event: KeyboardEvent, end: End, window: TimeWindow, cut: readonly number[], extent: Stretch): number | undefined {
  const shift = end === 'to' ? second : 0; // The last second of a bin is the end; its edge comes one later.
  const by = (steps: number) => next(cut, window[end] + shift, steps) - shift;
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return by(-1);
    case 'ArrowRight':
    case 'ArrowUp':
      return by(1);
    case 'PageDown':
      return by(-10);
    case 'PageUp':
      return by(10);
    case 'Home':
      return extent[0];
    case 'End':
      return extent[1];
    default:
      return undefined;
  }
}

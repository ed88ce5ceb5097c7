/** Wheel, drag and pinch on an element, as moves and zooms in its own pixels. A click without a drag stays a click. */

export interface Gestures {
  /** The content moves with the hand by so many pixels. */
  readonly onPan: (dx: number, dy: number) => void;
  /** The content becomes larger by a factor, about a point of the element. */
  readonly onZoom: (factor: number, x: number, y: number) => void;
}

/** What counts as a drag, in pixels. */
const slack = 4;

/**
 * Listens on an element until the function that it returns is called. Wheel zooms; sideways, or with Shift, it moves.
 * One finger or the mouse drags, two fingers zoom and drag.
 */
export function listen(element: HTMLElement | SVGElement, gestures: Gestures): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const at = (event: MouseEvent) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const down = new Map<number, { x: number; y: number }>();
  let dragged = false;
  let begun = { x: 0, y: 0 };

  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? 400 : 1;
    const dx = event.deltaX * unit;
    const dy = event.deltaY * unit;
    if (event.shiftKey || Math.abs(dx) > Math.abs(dy)) return gestures.onPan(-(dx || dy), 0);
    const { x, y } = at(event);
    gestures.onZoom(Math.exp(-dy * (event.ctrlKey ? 0.01 : 0.002)), x, y);
  };
  const press = (event: PointerEvent) => {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    if (down.size === 0) {
      dragged = false;
      begun = at(event);
    }
    down.set(event.pointerId, at(event));
  };
  const move = (event: PointerEvent) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    if (!dragged && down.size === 1 && Math.hypot(now.x - begun.x, now.y - begun.y) < slack) return;
    if (!dragged) {
      dragged = true;
      for (const id of down.keys()) element.setPointerCapture(id);
    }
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    down.set(event.pointerId, now);
    if (!other) return gestures.onPan(now.x - before.x, now.y - before.y);
    const was = Math.hypot(before.x - other.x, before.y - other.y);
    const is = Math.hypot(now.x - other.x, now.y - other.y);
    gestures.onPan((now.x - before.x) / 2, (now.y - before.y) / 2);
    if (was > 0 && is > 0) gestures.onZoom(is / was, (now.x + other.x) / 2, (now.y + other.y) / 2);
  };
  const release = (event: PointerEvent) => {
    down.delete(event.pointerId);
  };
  const click = (event: MouseEvent) => {
    if (!dragged) return;
    dragged = false;
    event.stopPropagation();
    event.preventDefault();
  };

  element.addEventListener('wheel', wheel as EventListener, { passive: false, signal });
  element.addEventListener('pointerdown', press as EventListener, { signal });
  element.addEventListener('pointermove', move as EventListener, { signal });
  element.addEventListener('pointerup', release as EventListener, { signal });
  element.addEventListener('pointercancel', release as EventListener, { signal });
  element.addEventListener('click', click as EventListener, { capture: true, signal });
  return () => stop.abort();
}

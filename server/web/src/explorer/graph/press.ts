/** What a press on a node becomes: a drag of it, by the mouse or one finger; or, where a finger rests on it, a long press. */
import type Sigma from 'sigma';
import type { Id } from '../model';
import type { EdgeLike, NodeLike } from './sync';

/** How far a press may stray and be no drag, in pixels, and how long a finger rests for a long press, in milliseconds. */
const slack = 6;
const long = 550;

export interface Pressed {
  /** A node is drawn to a place of the graph. */
  readonly drag: (id: Id, at: { x: number; y: number }) => void;
  /** It is let go of, after a drag. */
  readonly drop: (id: Id) => void;
  /** A finger rested on it, at a place of the picture in pixels. */
  readonly rest: (id: Id, x: number, y: number) => void;
}

export class Press {
  #held: { readonly id: Id; readonly x: number; readonly y: number; moved: boolean } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #spent = false;

  constructor(sigma: Sigma<NodeLike, EdgeLike>, { drag, drop, rest }: Pressed) {
    sigma.on('downStage', () => (this.#spent = false));
    sigma.on('downEdge', () => (this.#spent = false));
    sigma.on('downNode', ({ node, event }) => {
      this.stop();
      this.#spent = false;
      this.#held = { id: node, x: event.x, y: event.y, moved: false };
      if (!isTouch(event.original)) return;
      this.#timer = setTimeout(() => {
        if (!this.#held || this.#held.moved) return;
        this.#held = null;
        this.#spent = true;
        rest(node, event.x, event.y);
      }, long);
    });
    sigma.on('moveBody', ({ event }) => {
      const held = this.#held;
      if (!held) return;
      // Two fingers are for the whole picture.
      if (isTouch(event.original) && event.original.touches.length > 1) return this.stop();
      held.moved ||= Math.hypot(event.x - held.x, event.y - held.y) > slack;
      event.preventSigmaDefault();
      if (held.moved) drag(held.id, sigma.viewportToGraph(event));
    });
    const release = () => {
      const held = this.#held;
      this.stop();
      if (!held?.moved) return;
      this.#spent = true;
      drop(held.id);
    };
    sigma.on('upNode', release);
    sigma.on('upStage', release);
    sigma.on('leaveStage', release);
  }

  /** The node that is pressed. */
  get held(): Id | null {
    return this.#held?.id ?? null;
  }

  /** Whether the click that comes now only ends a drag or a long press, and chooses nothing; asking forgets it. */
  spent(): boolean {
    const spent = this.#spent;
    this.#spent = false;
    return spent;
  }

  /** Lets go, without a drop. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#held = null;
  }
}

function isTouch(event: MouseEvent | TouchEvent): event is TouchEvent {
  return 'touches' in event;
}

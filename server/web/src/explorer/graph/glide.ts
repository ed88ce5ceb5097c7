/** Moves nodes to their places: at once, or gliding. */
import type Graph from 'graphology';
import type { Id } from '../model';
import type { EdgeLike, NodeLike } from './sync';

export interface Gliding {
  /** The graph that is drawn: it may be another one while the nodes glide. */
  readonly graph: () => Graph<NodeLike, EdgeLike>;
  /** Whether a node is held where it is. */
  readonly held: (id: Id) => boolean;
  /** Called whenever nodes have moved. */
  readonly moved: () => void;
}

export class Glide {
  readonly #gliding: Gliding;
  #frame = 0;

  constructor(gliding: Gliding) {
    this.#gliding = gliding;
  }

  /** Moves nodes within so many milliseconds, and gives up what was under way. */
  to(goal: ReadonlyMap<Id, readonly [number, number]>, duration: number, done: () => void): void {
    this.stop();
    const { graph, held, moved } = this.#gliding;
    const from = new Map([...goal.keys()].filter((id) => graph().hasNode(id)).map((id) => [id, { ...graph().getNodeAttributes(id) }]));
    const began = performance.now();
    const frame = () => {
      const now = graph();
      const t = duration === 0 ? 1 : Math.min(1, (performance.now() - began) / duration);
      const eased = 1 - (1 - t) ** 3;
      for (const [id, { x, y }] of from) {
        const to = goal.get(id);
        if (to && now.hasNode(id) && !held(id)) now.mergeNodeAttributes(id, { x: x + (to[0] - x) * eased, y: y + (to[1] - y) * eased });
      }
      moved();
      if (t < 1) this.#frame = requestAnimationFrame(frame);
      else done();
    };
    frame();
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }
}

/** Lets a worker arrange a scene; a new call gives the one before up. */
import type Graph from 'graphology';
import type { Id } from '../model';
import type { Arrangement, Body, Bond } from './arrange';
import { radius } from './look';
import type { EdgeLike, NodeLike } from './sync';

/** What is to be arranged: all of the graph, of which only some nodes move. Who met more often stands closer. */
export function problem(graph: Graph<NodeLike, EdgeLike>, moving: ReadonlySet<Id>): Arrangement {
  const at = new Map(graph.nodes().map((id, i) => [id, i]));
  const bodies = graph.mapNodes((id, { x, y, node }): Body => ({ id, x, y, size: radius(node.degree), fixed: !moving.has(id) }));
  const bonds = graph.mapEdges((_id, { edge }): Bond => [at.get(edge.source) ?? 0, at.get(edge.target) ?? 0, 1 + Math.log2(Math.max(1, edge.count)) / 3]);
  return { bodies, bonds };
}

export interface Step {
  readonly places: Float32Array;
  readonly done: boolean;
}

export class Layout {
  #worker: Worker | null = null;
  #running = false;

  /** Calls step as the arrangement goes on, and a last time when it is done. */
  run(arrangement: Arrangement, step: (step: Step) => void): void {
    this.stop();
    // One that is done waits for the next arrangement: to start another takes the page a moment.
    const worker = (this.#worker ??= new Worker(new URL('./arrange.worker.ts', import.meta.url), { type: 'module' }));
    this.#running = true;
    worker.onmessage = ({ data }: MessageEvent<Step>) => {
      if (this.#worker !== worker) return;
      if (data.done) this.#running = false;
      step(data);
    };
    worker.postMessage(arrangement);
  }

  get running(): boolean {
    return this.#running;
  }

  /** Gives up what is being arranged. */
  stop(): void {
    if (this.#running) this.end();
  }

  end(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#running = false;
  }
}

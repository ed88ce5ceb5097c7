/** Lets a worker arrange a scene; a new call gives the one before up. */
import type { Arrangement } from './arrange';

export interface Step {
  readonly places: Float32Array;
  readonly done: boolean;
}

export class Layout {
  #worker: Worker | null = null;

  /** Calls step as the arrangement goes on, and a last time when it is done. */
  run(arrangement: Arrangement, step: (step: Step) => void): void {
    this.stop();
    const worker = new Worker(new URL('./arrange.worker.ts', import.meta.url), { type: 'module' });
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Step>) => {
      if (this.#worker !== worker) return;
      if (data.done) this.stop();
      step(data);
    };
    worker.postMessage(arrangement);
  }

  get running(): boolean {
    return this.#worker !== null;
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }
}

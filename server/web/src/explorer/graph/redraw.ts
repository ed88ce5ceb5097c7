/**
 * Says when the picture is brought up to date and drawn: once a frame, however often it has changed. The library by itself would
 * do so at every change of the graph, one node or edge after the other, and look at all of them again whenever one goes.
 */

export interface Steps {
  /** Makes what must be made before it can be drawn with other things, unless it is made; true where that was work enough for a frame. */
  readonly build: () => boolean;
  /** Draws it, with `dress` after looking anew at how all of it is drawn. */
  readonly draw: (dress: boolean) => void;
}

export class Redraw {
  readonly #steps: Steps;
  #frame = 0;
  #dress = false;

  constructor(steps: Steps) {
    this.#steps = steps;
  }

  /** Has it drawn because things went elsewhere. */
  placed(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      if (this.#dress && this.#steps.build()) this.#frame = requestAnimationFrame(() => this.now());
      else this.now();
    });
  }

  /** Has it drawn because other things are there, or they look otherwise. */
  dressed(): void {
    this.#dress = true;
    this.placed();
  }

  /** Draws what is to be drawn, at once. */
  now(): void {
    if (this.#frame === 0) return;
    const dress = this.#dress;
    this.stop();
    if (dress) this.#steps.build();
    this.#steps.draw(dress);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#dress = false;
  }
}

/**
 * Edges where no graphics card draws: in two dimensions, and off the page's own thread. A program that draws in place of a
 * card takes a second for some thousands of lines, and the page waits for it at each frame.
 */
import type Sigma from 'sigma';
import type { AbstractEdgeProgram } from 'sigma/rendering';
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import type { EdgeLook } from './edges';
import type { Listed } from './hits';
import { fields, onPicture, type View } from './lines2d.draw';
import type { Done, Wanted } from './lines2d.worker';
import { style } from './look';

/** A program that draws edges in that way, and keeps a list of what is drawn. */
export const lines2D = (listed: Listed) =>
  class Lines2D implements AbstractEdgeProgram {
    readonly drawLabel = undefined;
    readonly #renderer: Sigma;
    readonly #canvas: HTMLCanvasElement;
    readonly #worker = new Worker(new URL('./lines2d.worker.ts', import.meta.url), { type: 'module' });
    #lines = new Float32Array();
    readonly #colours = new Map<string, number>();
    /** Whether lines have changed since the worker was told of them. */
    #changed = true;
    /** How many of them have gone elsewhere since, and whether those were so many that what is drawn shows another picture. */
    #moved = 0;
    #stale = false;
    #busy = false;
    #wanted: View | null = null;
    #shown: View | null = null;

    constructor(_gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma) {
      this.#renderer = renderer;
      this.#canvas = renderer.createCanvas('lines', { afterLayer: 'edges', style: { transformOrigin: '0 0' } });
      // Nothing is drawn on the layer that is there for edges: it need not be shown at each frame.
      renderer.getCanvases()['edges']!.style.display = 'none';
      const paper = this.#canvas.getContext('bitmaprenderer');
      this.#worker.onmessage = ({ data: { view, bitmap } }: MessageEvent<Done>) => {
        paper?.transferFromImageBitmap(bitmap);
        Object.assign(this.#canvas.style, { width: `${view.width}px`, height: `${view.height}px` });
        this.#shown = view;
        this.#busy = false;
        this.#stale = this.#wanted !== null && this.#stale;
        this.#follow();
        this.#ask();
      };
      renderer.on('afterRender', () => this.#follow());
    }

    kill(): void {
      this.#worker.terminate();
    }

    reallocate(capacity: number): void {
      if (capacity * fields !== this.#lines.length) this.#lines = new Float32Array(capacity * fields);
      listed.numbers = this.#lines;
      listed.ids.length = capacity;
      this.#changed = true;
    }

    process(_index: number, offset: number, source: NodeDisplayData, target: NodeDisplayData, data: EdgeDisplayData & Partial<EdgeLook>): void {
      listed.ids[offset] = data.id ?? '';
      const lines = this.#lines;
      let at = offset * fields;
      if (lines[at] !== Math.fround(source.x) || lines[at + 2] !== Math.fround(target.x)) this.#moved++;
      lines[at++] = source.x;
      lines[at++] = source.y;
      lines[at++] = target.x;
      lines[at++] = target.y;
      lines[at++] = data.size;
      lines[at++] = source.size;
      lines[at++] = target.size;
      lines[at++] = data.shift ?? 0;
      lines[at++] = data.line ? style(data.line) : 0;
      lines[at] = this.#colour(data.color);
      this.#changed = true;
    }

    /** Wants the lines as the picture is now; while it moves, the library does not ask for them. */
    render(params: RenderParams): void {
      this.#wanted = view(params);
      this.#stale ||= 2 * this.#moved * fields > this.#lines.length;
      this.#moved = 0;
      this.#ask();
    }

    /** Has the worker draw what is wanted, once it is done with what it draws. */
    #ask(): void {
      if (this.#busy || !this.#wanted) return;
      const wanted: Wanted = { view: this.#wanted, ...(this.#changed ? { lines: this.#lines, colours: [...this.#colours.keys()] } : {}) };
      this.#busy = true;
      this.#changed = false;
      this.#wanted = null;
      this.#worker.postMessage(wanted);
    }

    /** Moves the lines that are drawn along with the picture, until they are drawn anew. */
    #follow(): void {
      const seen = this.#shown !== null && !this.#stale && this.#renderer.getGraph().order > 0;
      this.#canvas.style.visibility = seen ? '' : 'hidden';
      if (!seen || !this.#shown) return;
      const now = view(this.#renderer.getRenderParams());
      const [x, y] = onPicture(now, 0, 0);
      const [shownX, shownY] = onPicture(this.#shown, 0, 0);
      const scale = (onPicture(now, 1, 0)[0] - x) / (onPicture(this.#shown, 1, 0)[0] - shownX);
      this.#canvas.style.transform = `translate(${x - shownX * scale}px, ${y - shownY * scale}px) scale(${scale})`;
    }

    #colour(name: string): number {
      const known = this.#colours.get(name);
      if (known !== undefined) return known;
      this.#colours.set(name, this.#colours.size);
      return this.#colours.size - 1;
    }
  };

function view({ matrix, width, height, pixelRatio: ratio, sizeRatio }: RenderParams): View {
  return { matrix: new Float32Array(matrix), width, height, ratio, sizeRatio };
}

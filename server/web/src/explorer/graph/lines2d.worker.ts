/** Draws edges off the page's own thread. */
import { drawLines, type View } from './lines2d.draw';

/** A picture that is wanted. Lines and colours come when they have changed. */
export interface Wanted {
  readonly view: View;
  readonly lines?: Float32Array;
  readonly colours?: readonly string[];
}

export interface Done {
  readonly view: View;
  readonly bitmap: ImageBitmap;
}

const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext('2d');
let lines: Float32Array = new Float32Array();
let colours: readonly string[] = [];

addEventListener('message', ({ data }: MessageEvent<Wanted>) => {
  if (!context) return;
  const { view } = data;
  lines = data.lines ?? lines;
  colours = data.colours ?? colours;
  canvas.width = Math.max(1, Math.round(view.width * view.ratio));
  canvas.height = Math.max(1, Math.round(view.height * view.ratio));
  drawLines(context, lines, colours, view);
  const bitmap = canvas.transferToImageBitmap();
  postMessage({ view, bitmap } satisfies Done, { transfer: [bitmap] });
});

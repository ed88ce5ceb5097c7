/** Draws edges in two dimensions, as the shader in edges.ts does: whole, broken or double, with their ends. */
import { dashes, heads } from './look';

/**
 * What each line has in a list of numbers: its two ends (x and y in the plane of the library, upwards), its width, the radii
 * of the nodes that it joins, how far it is to the left of its way, its style, and its colour by the index in a list.
 */
export const fields = 10;

/** How the plane lies on the picture. */
export interface View {
  /** From the plane to a square from -1 to 1, by columns. */
  readonly matrix: Float32Array;
  readonly width: number;
  readonly height: number;
  /** Dots to a pixel. */
  readonly ratio: number;
  /** By how much nodes are drawn smaller than they are. */
  readonly sizeRatio: number;
}

type Context = Pick<
  OffscreenCanvasRenderingContext2D,
  'setTransform' | 'clearRect' | 'beginPath' | 'moveTo' | 'lineTo' | 'arc' | 'closePath' | 'stroke' | 'fill' | 'setLineDash' | 'strokeStyle' | 'fillStyle' | 'lineWidth'
>;

/** The pixels of each piece and gap, by the index of the dash. */
const pieces = [[], [6, 4], [2, 3], [7, 2.5, 2, 2.5]] as const;

/** Lines up to this width are drawn one pixel wide: half as much work. */
const thin = 1.25;

/** Where a point of the plane is in the picture, in pixels. */
export function onPicture({ matrix: m, width, height }: Pick<View, 'matrix' | 'width' | 'height'>, x: number, y: number): readonly [number, number] {
  const across = m[0]! * x + m[3]! * y + m[6]!;
  const up = m[1]! * x + m[4]! * y + m[7]!;
  return [((1 + across) * width) / 2, ((1 - up) * height) / 2];
}

/** Draws the lines anew, one by one: many as one path take ten times as long. */
export function drawLines(context: Context, lines: Float32Array, colours: readonly string[], view: View): void {
  const { width, height, ratio, sizeRatio } = view;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  let broken = 0;
  for (let i = 0; i < lines.length; i += fields) {
    const at = (field: number) => lines[i + field]!;
    const [x, y] = onPicture(view, at(0), at(1));
    const [toX, toY] = onPicture(view, at(2), at(3));
    const rim = Math.abs(at(7)) + 20;
    if (Math.max(x, toX) < -rim || Math.min(x, toX) > width + rim || Math.max(y, toY) < -rim || Math.min(y, toY) > height + rim) continue;
    const style = at(8);
    const dash = style % dashes.length;
    if (dash !== broken) context.setLineDash(pieces[dash]!);
    broken = dash;
    context.strokeStyle = colours[at(9)]!;
    drawLine(context, { x, y, toX, toY, wide: at(4), from: at(5) / sizeRatio, gap: at(6) / sizeRatio + 2, shift: at(7), double: Math.floor(style / 4) % 2 === 1, head: heads[Math.floor(style / 8)]! });
  }
}

interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly toX: number;
  readonly toY: number;
  readonly wide: number;
  /** How far from its first end it begins, and how far from the second it ends. */
  readonly from: number;
  readonly gap: number;
  readonly shift: number;
  readonly double: boolean;
  readonly head: (typeof heads)[number];
}

function drawLine(context: Context, { x, y, toX, toY, wide, from, gap, shift, double, head }: Drawn): void {
  const long = Math.hypot(toX - x, toY - y);
  if (long === 0) return;
  const [alongX, alongY] = [(toX - x) / long, (toY - y) / long];
  const tip = Math.max(from, long - gap);
  const arrow = 6 + wide;
  const half = 3.6 + wide * 0.3;
  const stretch = (a: number, sideA: number, b: number, sideB: number) => {
    context.beginPath();
    context.moveTo(x + alongX * a + alongY * sideA, y + alongY * a - alongX * sideA);
    context.lineTo(x + alongX * b + alongY * sideB, y + alongY * b - alongX * sideB);
  };
  context.lineWidth = double ? 1.2 : wide <= thin ? 1 : wide;
  for (const side of double ? [shift - 1.6, shift + 1.6] : [shift]) {
    stretch(from, side, head === 'arrow' ? Math.max(from, tip - arrow) : tip, side);
    context.stroke();
  }
  if (head === 'none') return;
  context.fillStyle = context.strokeStyle;
  switch (head) {
    case 'arrow':
      stretch(tip, shift, tip - arrow, shift + half);
      context.lineTo(x + alongX * (tip - arrow) + alongY * (shift - half), y + alongY * (tip - arrow) - alongX * (shift - half));
      context.closePath();
      context.fill();
      return;
    case 'dot':
      context.beginPath();
      context.arc(x + alongX * (tip - 3.6) + alongY * shift, y + alongY * (tip - 3.6) - alongX * shift, 3.4, 0, 2 * Math.PI);
      context.fill();
      return;
    case 'bar':
      context.lineWidth = 2.4;
      stretch(tip - 1.2, shift + 4.6, tip - 1.2, shift - 4.6);
      context.stroke();
      return;
    case 'open':
      context.lineWidth = 1.6;
      for (const side of [shift - half * 1.2, shift + half * 1.2]) {
        stretch(tip, shift, tip - arrow, side);
        context.stroke();
      }
  }
}

/**
 * What lies under a point of the picture, found in the lists of numbers that are drawn. The library's own way is to draw all a
 * second time and to read a pixel of that back, which waits until everything is drawn: at each move of the pointer.
 */
import type Sigma from 'sigma';
import type { Id } from '../model';
import type { EdgeLike, NodeLike } from './sync';

/** What is drawn of one sort: its numbers, so many for each, and whose they are; what is in front comes last. */
export interface Listed {
  numbers: Float32Array;
  readonly ids: Id[];
}

/** Both sorts, as their programs have drawn them last. */
export interface Drawn {
  readonly nodes: Listed;
  readonly edges: Listed;
}

export function nothingDrawn(): Drawn {
  return { nodes: { numbers: new Float32Array(), ids: [] }, edges: { numbers: new Float32Array(), ids: [] } };
}

/** A point of the library's plane, how many pixels of the picture a unit of that takes, and by how much nodes are drawn smaller than they are. */
export interface Pointed {
  readonly x: number;
  readonly y: number;
  readonly pixels: number;
  readonly sizeRatio: number;
}

/** A place of the picture, in pixels, as one of the library's plane. */
export function pointed(sigma: Sigma<NodeLike, EdgeLike>, at: { readonly x: number; readonly y: number }): Pointed {
  const pixels = sigma.framedGraphToViewport({ x: 1, y: 0 }).x - sigma.framedGraphToViewport({ x: 0, y: 0 }).x;
  return { ...sigma.viewportToFramedGraph(at), pixels, sizeRatio: 1 / sigma.scaleSize() };
}

/** How far beside a node and a line one may point, in pixels. */
const besideNode = 2;
const besideLine = 3;

/** The node at a point, which begins with its x, its y and its radius: of several the one in front. */
export function nodeAt({ numbers, ids }: Listed, { x, y, pixels, sizeRatio }: Pointed): Id | null {
  const each = numbers.length / ids.length;
  for (let i = ids.length - 1; i >= 0; i--) {
    const at = i * each;
    if (Math.hypot(numbers[at]! - x, numbers[at + 1]! - y) * pixels <= numbers[at + 2]! / sizeRatio + besideNode) return ids[i]!;
  }
  return null;
}

/** The edge at a point, which begins with its two ends, its width, two radii and how far aside it is: of several the nearest. */
export function edgeAt({ numbers, ids }: Listed, { x, y, pixels }: Pointed): Id | null {
  const each = numbers.length / ids.length;
  let found: Id | null = null;
  let nearest = besideLine;
  for (let i = 0; i < ids.length; i++) {
    const at = i * each;
    const [fromX, fromY] = [numbers[at]!, numbers[at + 1]!];
    const [wayX, wayY] = [numbers[at + 2]! - fromX, numbers[at + 3]! - fromY];
    const long = Math.hypot(wayX, wayY);
    if (long === 0) continue;
    const along = ((x - fromX) * wayX + (y - fromY) * wayY) / long;
    const aside = Math.abs((((y - fromY) * wayX - (x - fromX) * wayY) / long) * pixels - numbers[at + 7]!) - numbers[at + 4]! / 2;
    if (along < 0 || along > long || aside > nearest) continue;
    [found, nearest] = [ids[i]!, aside];
  }
  return found;
}

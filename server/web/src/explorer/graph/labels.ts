/** Writes labels and the box of the node under the pointer, in the colours of the theme. */
import type Sigma from 'sigma';
import type { Settings } from 'sigma/settings';
import type { NodeDisplayData, PartialButFor } from 'sigma/types';
import type { Id } from '../model';
import { cut, kindName } from '../words';
import { badge } from './letters';
import type { Colours } from './look';
import { apart, besideLines, type Box, dense, type Disc, type Spot } from './overlap';
import type { EdgeLike, NodeLike } from './sync';

type Drawn = PartialButFor<NodeDisplayData, 'x' | 'y' | 'size' | 'label' | 'color'> & { id?: Id; full?: string; kind?: string; signs?: readonly string[]; quiet?: boolean; weight?: number; firm?: boolean; letters?: string };
type Type = Pick<Settings, 'labelSize' | 'labelFont' | 'labelWeight'>;

/** How many letters a label in the picture has at most. */
export const labelMost = 30;

/** Labels as sigma calls for them, which are written when it has called for all: only then is it known which overlap. */
export class Labels {
  readonly #now: () => Colours;
  #waiting: { context: CanvasRenderingContext2D; data: Drawn; type: Type }[] = [];

  constructor(now: () => Colours) {
    this.#now = now;
  }

  readonly add = (context: CanvasRenderingContext2D, data: Drawn, type: Type): void => {
    if (data.label) this.#waiting.push({ context, data, type });
  };

  /** Writes those that have room: what is selected or stands out comes first, then the better connected. */
  attach(sigma: Sigma<NodeLike, EdgeLike>): void {
    sigma.on('beforeRender', () => (this.#waiting = []));
    sigma.on('afterRender', () => {
      if (this.#waiting.length === 0) return;
      const { width: most, height } = sigma.getDimensions();
      const wanted = this.#waiting.map(({ context, data, type }) => {
        setFont(context, type);
        const all = places(data, context.measureText(data.label ?? '').width, type.labelSize, most, height - margin);
        return { places: besideLines(all, data, data.id ? ends(sigma, data.id) : []), rank: [data.zIndex ?? 0, data.weight ?? 0] as const, firm: data.firm ?? false };
      });
      for (const { index, place } of apart(wanted, discs(sigma))) {
        const { context, data, type } = this.#waiting[index]!;
        write(context, data, type, place, this.#now());
      }
      this.#waiting = [];
    });
  }
}

/**
 * Where a label can stand: to the right of its node, to the left, below, above and at the corners, as a whole and, if not at
 * the height of its node, above the words at the foot of the picture, which begin at `deep`; cut off at its end only where it fits nowhere.
 */
export function places({ x, y, size, letters = '' }: Pick<Drawn, 'x' | 'y' | 'size' | 'letters'>, width: number, height: number, most: number, deep = Infinity): readonly Box[] {
  const at = (left: number, top: number): Box => ({ left, right: left + width, top, bottom: top + height });
  const level = y - height / 2;
  const below = y + size + gap / 2;
  const above = y - size - gap / 2 - height - badgeOver(letters);
  const [right, left] = [x + size + gap, x - size - gap - width];
  // At an edge of the picture what stands below or above is moved into it.
  const middle = x < 0 || x > most ? x - width / 2 : Math.max(0, Math.min(x - width / 2, most - width));
  // A corner is nearer to a round node than its sides are.
  const corner = 0.4 * size;
  const others = [at(left, level), at(middle, below), at(middle, above), ...[below - corner, above + corner].flatMap((top) => [at(right - corner, top), at(left + corner, top)])];
  const first = at(right, level);
  const whole = others.filter(({ left, right, top, bottom }) => left >= 0 && right <= most && (top === level || (top >= 0 && bottom <= deep)));
  if (first.right <= most) return [first, ...whole];
  return whole.length > 0 ? whole : [first];
}

/** Of a node of more lines, or in a dense picture, it makes no difference where its label stands: some run along it everywhere. */
const mostLines = 30;

/** Where in the picture the lines of a node end. */
function ends(sigma: Sigma<NodeLike, EdgeLike>, id: Id): readonly Spot[] {
  const graph = sigma.getGraph();
  if (graph.order >= dense || !graph.hasNode(id) || graph.degree(id) > mostLines) return [];
  return graph.mapNeighbors(id, (other) => sigma.getNodeDisplayData(other)).flatMap((data) => (data ? [sigma.framedGraphToViewport(data)] : []));
}

/** How far the badge of further letters reaches over its node. */
function badgeOver(letters: string): number {
  return letters.length > 1 ? badge(letters.length - 1).height / 2 : 0;
}

/** All nodes as they are drawn within the picture, and their badges. */
function discs(sigma: Sigma<NodeLike, EdgeLike>): readonly Disc[] {
  const { width, height } = sigma.getDimensions();
  const found: Disc[] = [];
  sigma.getGraph().forEachNode((id) => {
    const data = sigma.getNodeDisplayData(id);
    if (!data || data.hidden) return;
    const { x, y } = sigma.framedGraphToViewport(data);
    const radius = sigma.scaleSize(data.size);
    if (x < -radius || y < -radius || x > width + radius || y > height + radius) return;
    const { letters = '', weight = 0 } = data as Partial<Drawn>;
    found.push({ x, y, radius, weight });
    const over = badgeOver(letters);
    if (over > 0) found.push({ x, y: y - radius, radius: over, weight });
  });
  return found;
}

/** Pixels between a node and its label. */
export const gap = 4;

/** Pixels that are left free on every side of the picture. */
export const margin = 24;

function setFont(context: CanvasRenderingContext2D, { labelSize, labelFont, labelWeight }: Type): void {
  context.font = `${labelWeight} ${labelSize}px ${labelFont}`;
}

/** Writes a label beside its node, with a rim of the paper's colour so that lines do not cross it. */
function write(context: CanvasRenderingContext2D, data: Drawn, type: Type, { left: x, bottom }: Box, { paper, ink, faint }: Colours): void {
  setFont(context, type);
  const y = bottom - type.labelSize / 6;
  context.lineJoin = 'round';
  context.lineWidth = 3.5;
  context.strokeStyle = paper;
  context.strokeText(data.label ?? '', x, y);
  context.fillStyle = data.quiet ? faint : ink;
  context.fillText(data.label ?? '', x, y);
}

/** Draws the box: what it is, and its whole label in lines. */
export function drawHover(now: () => Colours) {
  return (context: CanvasRenderingContext2D, data: Drawn, settings: Type): void => {
    const { paper, ink, muted, line } = now();
    const { labelSize: size, labelFont: font } = settings;
    const lines = wrap(cut(data.full ?? data.label ?? '', 200), 44);
    const caption = [kindName(data.kind ?? ''), ...(data.signs ?? [])].join(' · ');
    context.font = `600 ${size}px ${font}`;
    const width = Math.max(...lines.map((text) => context.measureText(text).width), context.measureText(caption).width * 0.85) + 18;
    const height = lines.length * (size + 4) + size + 14;
    const left = data.x + data.size + 6;
    const top = data.y - height / 2;
    context.save();
    context.shadowColor = 'rgba(0, 0, 0, 0.3)';
    context.shadowBlur = 10;
    context.shadowOffsetY = 2;
    context.fillStyle = paper;
    context.beginPath();
    context.roundRect(left, top, width, height, 6);
    context.fill();
    context.restore();
    context.lineWidth = 1;
    context.strokeStyle = line;
    context.stroke();
    context.fillStyle = muted;
    context.font = `400 ${size - 2}px ${font}`;
    context.fillText(caption, left + 9, top + size + 5);
    context.fillStyle = ink;
    context.font = `600 ${size}px ${font}`;
    lines.forEach((text, i) => context.fillText(text, left + 9, top + size + 5 + (i + 1) * (size + 4)));
  };
}

/** Breaks text at spaces into lines of at most so many letters, where its words allow. */
export function wrap(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= most) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

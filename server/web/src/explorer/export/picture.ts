/** The picture of a scene as SVG, in the shapes, lines and colours that it has on the page. */
import { edgeWords } from '../graph/dress';
import { nodeSigns } from '../evidence/signs';
import { badge } from '../graph/letters';
import { type Colours, type Head, line, look, marked, outlines, radius, type Ring } from '../graph/look';
import type { Id, SceneEdge, SceneNode } from '../model';
import { shortName } from '../words';

export interface Drawing {
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  readonly faint: ReadonlySet<Id>;
  /** Where each node stands; y points up. One without a place is left out. */
  readonly places: ReadonlyMap<Id, readonly [number, number]>;
  readonly colours: Colours;
  readonly font: string;
}

/** A picture and its size in pixels. */
export interface Svg {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** Room around the picture; at the right there is more, for labels. */
const rim = { left: 40, right: 190, top: 40, bottom: 40 };

/** So many nodes are labelled, the best connected first. */
const mostLabels = 150;

const dashes = { solid: '', dashed: '7 4', dotted: '2 3', 'dash-dotted': '7 3 2 3' } as const;

/** Draws a scene. */
export function toSvg({ nodes, edges, faint, places, colours, font }: Drawing): Svg {
  const seen = nodes.filter(({ id }) => places.has(id));
  const xs = seen.map(({ id }) => places.get(id)![0]);
  const ys = seen.map(({ id }) => -places.get(id)![1]);
  const [left, top] = [least(xs) - rim.left, least(ys) - rim.top];
  const width = Math.ceil(-least(xs.map((x) => -x)) + rim.right - left);
  const height = Math.ceil(-least(ys.map((y) => -y)) + rim.bottom - top);
  const at = new Map<Id, readonly [number, number]>(seen.map(({ id }, i) => [id, [xs[i]! - left, ys[i]! - top]]));
  const size = new Map(seen.map((node) => [node.id, radius(node.degree)]));
  const lanes = new Map<string, number>();
  const lines = edges.flatMap((edge) => {
    const [from, to] = [at.get(edge.source), at.get(edge.target)];
    if (!from || !to || edge.source === edge.target) return [];
    const pair = edge.source < edge.target ? `${edge.source}\n${edge.target}` : `${edge.target}\n${edge.source}`;
    const lane = lanes.get(pair) ?? 0;
    lanes.set(pair, lane + 1);
    const aside = 7 * Math.ceil(lane / 2) * (lane % 2 === 1 ? 1 : -1) * (edge.source < edge.target ? 1 : -1);
    return [drawEdge(edge, from, to, { near: size.get(edge.source)!, far: size.get(edge.target)!, aside, faint: faint.has(edge.id), colours })];
  });
  const labelled = new Set([...seen].sort((a, b) => b.degree - a.degree).slice(0, mostLabels));
  const marks = seen.map((node) => drawNode(node, at.get(node.id)!, { labelled: labelled.has(node), faint: faint.has(node.id), colours }));
  const text = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escape(font)}" font-size="12">`,
    `<title>${escape(`${seen.length} things and ${lines.length} relations`)}</title>`,
    `<rect width="100%" height="100%" fill="${colours.paper}"/>`,
    ...lines,
    ...marks,
    '</svg>',
  ].join('\n');
  return { text, width, height };
}

interface Wire {
  readonly near: number;
  readonly far: number;
  readonly aside: number;
  readonly faint: boolean;
  readonly colours: Colours;
}

function drawEdge(edge: SceneEdge, from: readonly [number, number], to: readonly [number, number], { near, far, aside, faint, colours }: Wire): string {
  const { dash, double, head, width } = line(edge);
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const long = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / long, dy / long];
  const colour = faint ? colours.line : edge.disputed ? colours.disputed : colours.edge;
  const along = (by: number, side: number) => `${short(from[0] + ux * by - uy * side)} ${short(from[1] + uy * by + ux * side)}`;
  const end = Math.max(near, long - far - 2);
  const tips: Readonly<Record<Head, string>> = {
    none: '',
    arrow: `<path d="M${along(end, aside)}L${along(end - 7, aside + 3.2)}L${along(end - 7, aside - 3.2)}z" fill="${colour}"/>`,
    open: `<path d="M${along(end - 7, aside + 3.6)}L${along(end, aside)}L${along(end - 7, aside - 3.6)}" fill="none" stroke="${colour}" stroke-width="1.6"/>`,
    bar: `<path d="M${along(end, aside + 4)}L${along(end, aside - 4)}" stroke="${colour}" stroke-width="2.4"/>`,
    dot: `<path d="M${along(end - 3, aside)}h0" stroke="${colour}" stroke-width="6" stroke-linecap="round"/>`,
  };
  const sides = double ? [aside - 1.6, aside + 1.6] : [aside];
  const stroke = `stroke="${colour}" stroke-width="${short(double ? width * 0.7 : width)}"${dashes[dash] ? ` stroke-dasharray="${dashes[dash]}"` : ''}`;
  const paths = sides.map((side) => `<path d="M${along(near, side)}L${along(head === 'arrow' ? end - 5 : end, side)}" fill="none" ${stroke}/>`);
  return `<g><title>${escape(edgeWords(edge))}</title>${paths.join('')}${tips[head]}</g>`;
}

interface Mark {
  readonly labelled: boolean;
  readonly faint: boolean;
  readonly colours: Colours;
}

/** How much wider than the node the circles of a ring are. */
const circles = ({ double }: Ring): readonly number[] => (double ? [2.2, 4.6] : [2.5]);

function drawNode(node: SceneNode, [x, y]: readonly [number, number], { labelled, faint, colours }: Mark): string {
  const { shape, hollow } = look(node.kind);
  const colour = faint ? colours.faint : colours.kind(node.kind);
  const size = radius(node.degree);
  const label = labelled
    ? `<text x="${short(x + size + 4)}" y="${short(y + 4)}" fill="${faint ? colours.faint : colours.ink}" stroke="${colours.paper}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke">${escape(shortName(node.label, 34))}</text>`
    : '';
  // The outlines are drawn in a square of 16, and reach 6.5 from its middle.
  const scale = size / 6.5;
  const { ring, letters } = marked(node);
  const [first, ...others] = letters;
  const sign = first
    ? `<text x="${short(x)}" y="${short(y + size * 0.36)}" text-anchor="middle" font-weight="700" font-size="${short(Math.min(13, size * 0.95))}" fill="${hollow ? colour : colours.paper}">${escape(first)}</text>`
    : '';
  const reach = size + (ring ? Math.max(...circles(ring)) : 0);
  return [
    `<g><title>${escape([node.label, ...nodeSigns(node).map(({ words }) => words)].join('\n'))}</title>`,
    `<path transform="translate(${short(x)} ${short(y)}) scale(${short(scale)}) translate(-8 -8)" d="${outlines[shape]}" fill="${hollow ? colours.paper : colour}" stroke="${hollow ? colour : colours.paper}" stroke-width="${hollow ? 2.2 : 1}" stroke-linejoin="round"/>`,
    ...(ring ? circles(ring).map((more) => `<circle cx="${short(x)}" cy="${short(y)}" r="${short(size + more)}" fill="none" stroke="${ring.double && !faint ? colours.disputed : colour}" stroke-width="1.3"${dashes[ring.dash] ? ` stroke-dasharray="${dashes[ring.dash]}"` : ''}/>`) : []),
    `${sign}${others.length > 0 ? drawBadge(others, x, y - reach, colour, colours.paper) : ''}${label}</g>`,
  ].join('');
}

/** The letters beside the weightiest, on a badge whose middle stands at x and y. */
function drawBadge(letters: readonly string[], x: number, y: number, colour: string, paper: string): string {
  const { width, height, size } = badge(letters.length);
  const text = letters.map((letter, i) => `<tspan x="${short(x + (i - (letters.length - 1) / 2) * size * 0.75)}">${escape(letter)}</tspan>`).join('');
  return [
    `<rect x="${short(x - width / 2)}" y="${short(y - height / 2)}" width="${short(width)}" height="${height}" rx="4" fill="${paper}" stroke="${colour}"/>`,
    `<text y="${short(y + size * 0.36)}" text-anchor="middle" font-weight="700" font-size="${size}" fill="${colour}">${text}</text>`,
  ].join('');
}

const short = (x: number) => String(Math.round(x * 100) / 100);

/** The least of the numbers; 0 where there are none. */
function least(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((a, b) => Math.min(a, b));
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** The longest side of a picture of dots: browsers draw no larger ones. */
const mostPixels = 8_000;

/** The same picture in dots, two of them to a pixel where there is room. */
export async function toPng({ text, width, height }: Svg): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(2, mostPixels / Math.max(width, height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser draws no picture of this size.'))), 'image/png'));
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * How kinds and edges look: each kind by a colour and a shape, and each edge by its line, so that nothing is told by
 * colour alone. The colours stand in app/theme.css, for both themes; this reads them.
 */
import { nodeSigns, type SignName } from '../evidence/signs';
import type { Kind, SceneEdge, SceneNode } from '../model';

/** The outlines that a node can have; their order is that of the shader in nodes.ts. */
export const shapes = ['circle', 'square', 'diamond', 'hexagon', 'up', 'down', 'page'] as const;
export type Shape = (typeof shapes)[number];

/** The outlines as paths in a square of 16, for all that is not drawn by the shader. */
export const outlines: Record<Shape, string> = {
  circle: 'M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z',
  square: 'M4 3h8a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z',
  diamond: 'M8 1.2L14.8 8L8 14.8L1.2 8z',
  hexagon: 'M4.7 2.3h6.6L14.6 8l-3.3 5.7H4.7L1.4 8z',
  up: 'M8 1.8L15 13.6H1z',
  down: 'M8 14.2L1 2.4h14z',
  page: 'M4 2h8v12H4z',
};

export interface Look {
  readonly shape: Shape;
  /** Whether only its outline is drawn: for who has no name, and for what is only said. */
  readonly hollow: boolean;
}

const looks: Partial<Record<string, Look>> = {
  PERSON: { shape: 'circle', hollow: false },
  ORGANIZATION: { shape: 'square', hollow: false },
  UNNAMED_AGENT: { shape: 'circle', hollow: true },
  PLACE: { shape: 'down', hollow: false },
  MEETING: { shape: 'hexagon', hollow: false },
  INCIDENT: { shape: 'up', hollow: false },
  DOCUMENT: { shape: 'page', hollow: false },
  CLAIM: { shape: 'diamond', hollow: false },
  ASSERTION: { shape: 'diamond', hollow: true },
};

/** The look of a kind; one that the domain adds later is a hollow square. */
export function look(kind: Kind | string): Look {
  return looks[kind] ?? { shape: 'square', hollow: true };
}

/** The name of a kind's colour in the stylesheet. */
export function colourName(kind: Kind | string): string {
  return looks[kind] ? `--kind-${kind.toLowerCase().replaceAll('_', '-')}` : '--kind-other';
}

/** The colours of the theme that is on. */
export interface Colours {
  /** Which theme it is: the same name, the same colours. */
  readonly theme: string;
  readonly kind: (kind: Kind) => string;
  readonly paper: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly edge: string;
  readonly disputed: string;
  readonly accent: string;
  readonly faint: string;
}

/** Reads the colours from the stylesheet. */
export function colours(element: Element): Colours {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  const found = new Map<Kind, string>();
  return {
    theme: document.documentElement.dataset.theme ?? '',
    kind: (kind) => {
      const known = found.get(kind) ?? read(colourName(kind));
      found.set(kind, known);
      return known;
    },
    paper: read('--paper'),
    ink: read('--ink'),
    muted: read('--muted'),
    line: read('--line'),
    edge: read('--edge'),
    disputed: read('--disputed'),
    accent: read('--accent'),
    faint: read('--faint'),
  };
}

/** How a line is broken, in the order of the shaders in nodes.ts and edges.ts. */
export const dashes = ['solid', 'dashed', 'dotted', 'dash-dotted'] as const;
export type Dash = (typeof dashes)[number];

/** How what is said is drawn: dashed where all who say so are unnamed, dotted where it is weak, by turns for both. */
function dashOf(anonymous: boolean, weak: boolean): Dash {
  return anonymous ? (weak ? 'dash-dotted' : 'dashed') : weak ? 'dotted' : 'solid';
}

/** The ring around a claim or statement: a line as those of edges are, for the same reasons. */
export type Ring = Pick<Line, 'dash' | 'double'>;

/**
 * The ring of a claim or statement, and the letters of its signs, the weightiest first. There is a ring for whatever is
 * disputed, unnamed or hedged, and a whole one for several origins.
 */
export function marked(node: Pick<SceneNode, 'kind' | 'backing' | 'hedges'>): { readonly ring: Ring | null; readonly letters: string } {
  const signs = nodeSigns(node);
  const has = (name: SignName) => signs.some((sign) => sign.name === name);
  const ring = { dash: dashOf(has('unnamed'), has('hedged')), double: has('disputed') };
  const several = node.kind === 'CLAIM' && (node.backing?.origins ?? 0) > 1;
  return { ring: ring.double || ring.dash !== 'solid' || several ? ring : null, letters: signs.map(({ letter }) => letter).join('') };
}

/** The line of an edge: whole; broken where all who say so are unnamed; double where it is disputed. */
export interface Line {
  readonly dash: Dash;
  readonly double: boolean;
  /** How it ends: who speaks by a bar, what is spoken of by a dot, whom it is said to by an open arrow. */
  readonly head: Head;
  /** In pixels: one for what has a single origin, more for what has several or, of who met whom, for more meetings. */
  readonly width: number;
}

/** The ends that a line can have, in the order of the shader in edges.ts. */
export const heads = ['none', 'arrow', 'dot', 'bar', 'open'] as const;
export type Head = (typeof heads)[number];

const headOf: Partial<Record<string, Head>> = { MET: 'none', CONTRADICTS: 'none', ABOUT: 'dot', SPEAKER: 'bar', ADDRESSEE: 'open' };

/** The line of an edge: dashed for what unnamed sources alone say, dotted for what is hedged or nobody says, by turns for both. */
export function line(edge: Pick<SceneEdge, 'relation' | 'count' | 'origins' | 'certainty' | 'disputed' | 'anonymous'>): Line {
  const weak = edge.origins === 0 || (edge.certainty !== null && edge.certainty !== 'CERTAIN');
  return {
    dash: dashOf(edge.anonymous, weak),
    double: edge.disputed,
    head: headOf[edge.relation] ?? 'arrow',
    width: edge.relation === 'MET' ? 0.9 + 0.22 * Math.log2(Math.max(1, edge.count)) : 1.2 + Math.min(3, 0.9 * Math.log2(Math.max(1, edge.origins))),
  };
}

/** How a line is broken, doubled and ended, as one number: what draws lines takes nothing but numbers. */
export function style({ dash, double, head }: Pick<Line, 'dash' | 'double' | 'head'>): number {
  return dashes.indexOf(dash) + (double ? 4 : 0) + 8 * heads.indexOf(head);
}

/** The radius of a node in pixels: the better connected in the whole graph, the larger. */
export function radius(degree: number): number {
  return 4.5 + Math.min(8, 0.75 * Math.log2(1 + degree));
}

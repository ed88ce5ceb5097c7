/** How each node and edge of a scene is drawn now: by what it is, and by what the reader looks at. */
import type { Id, SceneEdge, SceneNode } from '../model';
import { nodeSigns } from '../evidence/signs';
import { cut, relationName, shortName } from '../words';
import { labelMost } from './labels';
import { type Colours, dashes, line, look, marked, radius, type Ring, shapes } from './look';

/** What the reader looks at. */
export interface Light {
  readonly colours: Colours;
  readonly selection: ReadonlySet<Id>;
  /** Drawn faintly, because the filter does not let it pass. */
  readonly faint: ReadonlySet<Id>;
  /** What is under the pointer or, if nothing is, selected. */
  readonly looked: ReadonlySet<Id>;
  /** The nodes that stand out while the rest is dimmed, or null where nothing is. */
  readonly nodes: ReadonlySet<Id> | null;
  /** The nodes and edges of a path or chain that alone stand out, or null where none does. */
  readonly lit: ReadonlySet<Id> | null;
  /** How large nodes are drawn: the more there are, the smaller. */
  readonly scale: number;
  /** Whether the edges of what is looked at are labelled: too many labels cannot be read. */
  readonly labelled: boolean;
}

/** How many nodes that stand out are labelled, all of them. */
const mostStanding = 25;

export function dressNode(node: SceneNode, pinned: boolean, { colours, selection, faint, nodes, scale }: Light): Record<string, unknown> {
  const { shape, hollow } = look(node.kind);
  const chosen = selection.has(node.id);
  const stands = nodes?.has(node.id) ?? false;
  const dim = faint.has(node.id) || (nodes !== null && !stands);
  const colour = dim ? colours.faint : colours.kind(node.kind);
  const { ring, letters } = marked(node);
  return {
    id: node.id,
    size: radius(node.degree) * scale + (chosen ? 2 : 0) + (ring ? (ring.double ? 6 : 4) : 0) * scale,
    color: colour,
    label: nodes !== null && !stands ? '' : shortName(node.label, labelMost),
    full: node.label,
    kind: node.kind,
    signs: nodeSigns(node).map(({ name }) => name),
    quiet: dim,
    weight: node.degree,
    firm: chosen && selection.size < mostStanding,
    forceLabel: (chosen && selection.size < mostStanding) || (stands && (nodes?.size ?? 0) < mostStanding),
    zIndex: chosen ? 3 : dim ? 0 : stands ? 2 : 1,
    shape: shapes.indexOf(shape),
    ring: ringNumber(ring),
    letters,
    letterColour: hollow ? colour : colours.paper,
    badgeColour: colours.paper,
    fill: hollow ? colours.paper : colour,
    stroke: chosen ? colours.ink : hollow || ring ? (ring?.double && !dim ? colours.disputed : colour) : pinned ? colours.muted : colours.paper,
    strokeWidth: chosen ? 3 : ring && !hollow ? 0 : hollow ? 2.4 * scale : pinned ? 2 : 1.2 * scale,
  };
}

function ringNumber(ring: Ring | null): number {
  return ring ? 1 + dashes.indexOf(ring.dash) + (ring.double ? 4 : 0) : 0;
}

export function dressEdge(edge: SceneEdge, { colours, selection, faint, looked, nodes, labelled, lit }: Light): Record<string, unknown> {
  const chosen = selection.has(edge.id);
  const touched = lit ? lit.has(edge.id) : looked.has(edge.source) || looked.has(edge.target) || looked.has(edge.id);
  const dim = faint.has(edge.id) || (nodes !== null && !touched);
  const near = !dim && (chosen || touched);
  const drawn = line(edge);
  const standing = chosen && selection.size < mostStanding;
  return {
    id: edge.id,
    line: drawn,
    size: drawn.width + (chosen ? 1.5 : near ? 0.6 : 0),
    color: chosen ? colours.accent : dim ? colours.line : edge.disputed ? colours.disputed : near ? colours.muted : colours.edge,
    label: !dim && (edge.disputed || standing || (near && labelled)) ? cut(edgeWords(edge), 28) : '',
    forceLabel: !dim && (standing || edge.disputed || (near && labelled)),
    zIndex: chosen ? 2 : near ? 1 : 0,
  };
}

/** What an edge is labelled: the part that was played, or how often two met. */
export function edgeWords(edge: Pick<SceneEdge, 'relation' | 'count' | 'role' | 'disputed'>): string {
  const times = edge.count > 1 ? ` ${edge.count.toLocaleString('en')}×` : '';
  const words = edge.relation === 'MET' ? `${relationName(edge.relation)}${times}` : (edge.role ?? relationName(edge.relation));
  return edge.disputed ? `${words}, disputed` : words;
}

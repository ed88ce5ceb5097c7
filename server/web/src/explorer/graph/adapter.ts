/**
 * The picture of a scene. This file and those that it alone uses (nodes, edges, labels) are all that knows sigma; what it
 * takes and tells are the shared types.
 */
import Graph from 'graphology';
import Sigma from 'sigma';
import type { Id, SceneEdge, SceneNode, Selection } from '../model';
import { dressEdge, dressNode, type Light } from './dress';
import { writeLetters } from './letters';
import { frame } from './frame';
import { Labels } from './labels';
import { Layout, problem } from './layout';
import type { Colours } from './look';
import { encloses } from './lasso';
import { remember } from './memory';
import { Press } from './press';
import { type Manner, settings } from './settings';
import { type EdgeLike, type NodeLike, sync } from './sync';
import { toward } from './toward';

/** What is to be seen. */
export interface Scenery {
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  /** Drawn faintly. */
  readonly faint: ReadonlySet<Id>;
  readonly selection: Selection;
  readonly pinned: Readonly<Record<Id, readonly [number, number]>>;
  /** The nodes and edges of a path or chain, which alone are bright; null where none is. */
  readonly lit: ReadonlySet<Id> | null;
  /** Whether all but what is selected and next to it is faint. */
  readonly focused: boolean;
}

/** What the reader does in the picture. */
export interface Told {
  /** A thing was chosen; with `add` beside others; null for none. */
  readonly select: (id: Id | null, add: boolean) => void;
  readonly expand: (id: Id) => void;
  /** A menu is asked for, at a place of the page. */
  readonly menu: (id: Id, x: number, y: number) => void;
  readonly pin: (id: Id, at: readonly [number, number]) => void;
  /** The arranging has begun or ended. */
  readonly arranging: (on: boolean) => void;
}

/** Of how many edges at what is looked at each has a label; of more, none has. */
const mostLabelled = 14;

const nothing: Scenery = { nodes: [], edges: [], faint: new Set(), selection: [], pinned: {}, lit: null, focused: false };

export class GraphView {
  readonly #graph = new Graph<NodeLike, EdgeLike>({ type: 'directed', multi: true });
  readonly #sigma: Sigma<NodeLike, EdgeLike>;
  readonly #layout = new Layout();
  readonly #watch: ResizeObserver;
  readonly #told: Told;
  readonly #manner: Manner;
  #scenery = nothing;
  #colours: Colours;
  #hovered: Id | null = null;
  #light: Light;
  readonly #press: Press;
  #glide = 0;
  #alive = true;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(container: HTMLElement, colours: Colours, manner: Manner, told: Told) {
    this.#told = told;
    this.#manner = manner;
    this.#colours = colours;
    this.#light = { colours, selection: [], faint: new Set(), looked: new Set(), nodes: null, lit: null, labelled: true, scale: 1 };
    const now = () => this.#colours;
    const labels = new Labels(now);
    this.#sigma = new Sigma(this.#graph, container, {
      ...settings(container, now, labels, manner),
      nodeReducer: (id, { x, y, node }) => ({ x, y, ...dressNode(node, id in this.#scenery.pinned, this.#light) }) as never,
      edgeReducer: (_id, { edge, shift }) => ({ shift, ...dressEdge(edge, this.#light) }) as never,
    });
    labels.attach(this.#sigma);
    writeLetters(this.#sigma);
    this.#press = new Press(this.#sigma, {
      drag: (id, at) => this.#graph.mergeNodeAttributes(id, at),
      drop: (id) => this.#drop(id),
      rest: (id, x, y) => this.#menu(id, x, y),
    });
    this.#listen(container);
    this.#watch = new ResizeObserver(() => {
      this.#sigma.resize();
      this.#frame();
      this.#sigma.refresh();
    });
    this.#watch.observe(container);
  }

  /** Shows a scenery. What is new starts beside its neighbours, and what was there stays where it is. */
  show(scenery: Scenery): void {
    const before = this.#scenery;
    this.#scenery = scenery;
    const fresh = before.nodes !== scenery.nodes || before.edges !== scenery.edges ? sync(this.#graph, scenery) : [];
    this.#putPinned();
    if (!this.#press.held) this.#frame();
    if (this.#hovered && !this.#graph.hasNode(this.#hovered)) this.#hovered = null;
    this.#brighten();
    // Of a small scene all labels are called for: those that overlap are left out when they are written.
    this.#sigma.setSetting('labelDensity', this.#graph.order < 40 ? 40 : 2);
    this.#sigma.refresh();
    if (fresh.length > 0) this.#settle(fresh);
  }

  /** Takes the colours of another theme. */
  paint(colours: Colours): void {
    if (this.#colours.theme === colours.theme) return;
    this.#colours = colours;
    this.#sigma.setSetting('edgeLabelColor', { color: colours.muted });
    this.#brighten();
    this.#sigma.refresh();
  }

  /** Shows the whole scene. */
  fit(): void {
    this.#move({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  }

  /** Comes nearer by a factor above 1, or goes away by one below. */
  zoom(factor: number): void {
    this.#move({ ratio: this.#sigma.getCamera().getBoundedRatio(this.#sigma.getCamera().ratio / factor) });
  }

  /** Brings a node to the middle, unless it is well within the picture. */
  reveal(id: Id): void {
    const data = this.#sigma.getNodeDisplayData(id);
    if (!data) return;
    const { width, height } = this.#sigma.getDimensions();
    const at = this.#sigma.framedGraphToViewport(data);
    const within = at.x > 60 && at.y > 60 && at.x < width - 60 && at.y < height - 60;
    if (!within) this.#move({ x: data.x, y: data.y });
  }

  /** Arranges all anew but what is pinned. */
  rearrange(): void {
    this.#settle(this.#graph.nodes(), true);
  }

  /** The neighbour of a node that lies most in a direction (x to the right, y up); null where there is none. */
  neighbour(id: Id, x: number, y: number): Id | null {
    return toward(this.#graph, id, x, y);
  }

  /** Where a node stands on the page, for a menu beside it. */
  place(id: Id): { x: number; y: number } | null {
    const data = this.#sigma.getNodeDisplayData(id);
    if (!data) return null;
    const { left, top } = this.#sigma.getContainer().getBoundingClientRect();
    const at = this.#sigma.framedGraphToViewport(data);
    return { x: left + at.x, y: top + at.y };
  }

  /** The nodes within an outline, whose corners are in pixels of the picture. */
  within(outline: readonly (readonly [number, number])[]): Id[] {
    return this.#graph.filterNodes((_id, at) => {
      const { x, y } = this.#sigma.graphToViewport(at);
      return encloses(outline, x, y);
    });
  }

  /** Where all nodes stand, in the coordinates of the graph: what an export of the picture needs. */
  positions(): ReadonlyMap<Id, readonly [number, number]> {
    return new Map(this.#graph.mapNodes((id, { x, y }) => [id, [x, y] as const]));
  }

  destroy(): void {
    this.#alive = false;
    cancelAnimationFrame(this.#glide);
    clearTimeout(this.#resting);
    this.#press.stop();
    this.#layout.stop();
    this.#watch.disconnect();
    this.#sigma.kill();
  }

  #putPinned(): void {
    for (const [id, [x, y]] of Object.entries(this.#scenery.pinned)) {
      if (this.#graph.hasNode(id)) this.#graph.mergeNodeAttributes(id, { x, y });
    }
  }

  /** Says which part of the plane is the whole picture. */
  #frame(): void {
    if (this.#graph.order > 0) this.#sigma.setCustomBBox(frame(this.#graph, { ...this.#sigma.getDimensions(), ...this.#manner.taken() }));
  }

  /** Arranges the new nodes, and the old ones too where most are new or all is asked for. */
  #settle(fresh: readonly Id[], all = false): void {
    const moving = new Set(all || fresh.length * 2 > this.#graph.order ? this.#graph.nodes() : fresh);
    for (const id of Object.keys(this.#scenery.pinned)) moving.delete(id);
    const ids = this.#graph.nodes();
    this.#told.arranging(true);
    this.#layout.run(problem(this.#graph, moving), ({ places, done }) => {
      const goal = new Map<Id, [number, number]>();
      ids.forEach((id, i) => moving.has(id) && goal.set(id, [places[2 * i] ?? 0, places[2 * i + 1] ?? 0]));
      // Where drawing is slow, only the end of it is drawn.
      if (done || !(this.#manner.still || (this.#manner.software && ids.length > 300))) this.#glideTo(goal, done);
      if (done) this.#told.arranging(false);
    });
  }

  /** Moves nodes to their places, gliding where that is wanted and cheap. */
  #glideTo(goal: ReadonlyMap<Id, readonly [number, number]>, done: boolean): void {
    cancelAnimationFrame(this.#glide);
    const duration = this.#manner.still || this.#manner.software || !done || goal.size > 600 ? 0 : 450;
    const from = new Map([...goal.keys()].filter((id) => this.#graph.hasNode(id)).map((id) => [id, { ...this.#graph.getNodeAttributes(id) }]));
    const began = performance.now();
    const frame = () => {
      const t = duration === 0 ? 1 : Math.min(1, (performance.now() - began) / duration);
      const eased = 1 - (1 - t) ** 3;
      for (const [id, { x, y }] of from) {
        const to = goal.get(id);
        if (to && this.#graph.hasNode(id) && this.#press.held !== id && !(id in this.#scenery.pinned)) {
          this.#graph.mergeNodeAttributes(id, { x: x + (to[0] - x) * eased, y: y + (to[1] - y) * eased });
        }
      }
      this.#frame();
      if (t < 1) this.#glide = requestAnimationFrame(frame);
      else if (done) remember(this.positions());
    };
    frame();
  }

  #listen(container: HTMLElement): void {
    const sigma = this.#sigma;
    const added = (event: MouseEvent | TouchEvent) => event.shiftKey || event.ctrlKey || event.metaKey;
    sigma.on('enterNode', ({ node }) => this.#hover(node));
    sigma.on('leaveNode', () => this.#hover(null));
    sigma.on('enterEdge', () => container.classList.add('over'));
    sigma.on('leaveEdge', () => container.classList.remove('over'));
    const choose = (id: Id | null, add: boolean) => this.#press.spent() || (add && id === null) || this.#told.select(id, add);
    sigma.on('clickNode', ({ node, event }) => choose(node, added(event.original)));
    sigma.on('clickEdge', ({ edge, event }) => choose(edge, added(event.original)));
    sigma.on('clickStage', ({ event }) => choose(null, added(event.original)));
    sigma.on('doubleClickNode', ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      this.#told.expand(node);
    });
    sigma.on('rightClickNode', ({ node, event }) => this.#menu(node, event.x, event.y));
    container.addEventListener('contextmenu', (event) => event.preventDefault());
  }

  /** Pins a node where it was drawn to. */
  #drop(id: Id): void {
    const { x, y } = this.#graph.getNodeAttributes(id);
    this.#told.pin(id, [x, y]);
    remember(this.positions());
    this.#frame();
  }

  #menu(id: Id, x: number, y: number): void {
    const { left, top } = this.#sigma.getContainer().getBoundingClientRect();
    this.#told.menu(id, left + x, top + y);
  }

  /** Lets what is under the pointer stand out; where drawing is slow, once the pointer rests. */
  #hover(id: Id | null): void {
    this.#sigma.getContainer().classList.toggle('over', id !== null);
    clearTimeout(this.#resting);
    this.#resting = setTimeout(
      () => {
        if (this.#press.held || this.#hovered === id) return;
        this.#hovered = id !== null && this.#graph.hasNode(id) ? id : null;
        this.#brighten();
        // A full refresh: what stands out also comes to the front.
        this.#sigma.refresh();
      },
      this.#manner.software && this.#graph.order > 300 ? 150 : 0,
    );
  }

  /** Finds out what stands out: what is hovered or, where that is wanted, selected, and what is next to it. */
  #brighten(): void {
    const { selection, focused, faint } = this.#scenery;
    const lit = this.#hovered ? null : this.#scenery.lit;
    const looked = this.#hovered ? [this.#hovered] : selection;
    const bright = new Set<Id>();
    for (const id of this.#hovered || focused ? looked : []) {
      if (this.#graph.hasNode(id)) [id, ...this.#graph.neighbors(id)].forEach((other) => bright.add(other));
      if (this.#graph.hasEdge(id)) this.#graph.extremities(id).forEach((end) => bright.add(end));
    }
    const near = looked.reduce((sum, id) => sum + (this.#graph.hasNode(id) ? this.#graph.degree(id) : 0), 0);
    const nodes = lit ?? (bright.size > 0 ? bright : null);
    const scale = this.#graph.order < 250 ? 1 : this.#graph.order < 700 ? 0.8 : 0.6;
    this.#light = { colours: this.#colours, selection, faint, looked: new Set(looked), nodes, lit, labelled: lit !== null || near <= mostLabelled, scale };
  }

  #move(camera: Partial<{ x: number; y: number; ratio: number; angle: number }>): void {
    if (this.#manner.still) this.#sigma.getCamera().setState(camera);
    // What is left out while the picture moves comes back even where the camera stood there already.
    else void this.#sigma.getCamera().animate(camera, { duration: 300 }).then(() => this.#alive && this.#sigma.scheduleRender());
  }
}

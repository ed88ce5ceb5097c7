/**
 * The picture of a scene. This file and those that it alone uses (nodes, edges, labels) are all that knows sigma; what it
 * takes and tells are the shared types.
 */
import Sigma from 'sigma';
import type { Id } from '../model';
import { dressEdge, dressNode, type Light } from './dress';
import { writeLetters } from './letters';
import { frame } from './frame';
import { Glide } from './glide';
import { edgeAt, nodeAt, nothingDrawn, pointed } from './hits';
import { Labels } from './labels';
import { showDrawn, showHovered } from './layers';
import { Layout, problem } from './layout';
import { light } from './light';
import type { Colours } from './look';
import { encloses } from './lasso';
import { remember } from './memory';
import { Press } from './press';
import { Redraw } from './redraw';
import { nothing, type Scenery, type Told } from './scenery';
import { type Manner, settings } from './settings';
import { type EdgeLike, empty, homeless, moved, type NodeLike, sync, type Synced } from './sync';
import { toward } from './toward';

export class GraphView {
  #graph = empty();
  readonly #sigma: Sigma<NodeLike, EdgeLike>;
  readonly #layout = new Layout();
  readonly #watch: ResizeObserver;
  readonly #told: Told;
  readonly #manner: Manner;
  /** What is to be seen, what a graph was made of last, and that graph while it is not drawn. */
  #scenery = nothing;
  #built = nothing;
  #next: Synced | null = null;
  #colours: Colours;
  #hovered: Id | null = null;
  #light: Light;
  readonly #redraw: Redraw;
  readonly #press: Press;
  readonly #glide = new Glide({
    graph: () => this.#graph,
    held: (id) => this.#press.held === id || id in this.#scenery.pinned,
    moved: () => {
      this.#frame();
      this.#redraw.placed();
    },
  });
  /** Whether it was looked at how all is drawn, and that is not drawn yet. */
  #dressed = false;
  /** How often new nodes are to be arranged soon. */
  #due = 0;
  #alive = true;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(container: HTMLElement, colours: Colours, manner: Manner, told: Told) {
    this.#told = told;
    this.#manner = manner;
    this.#colours = colours;
    this.#light = light(this.#graph, nothing, null, colours);
    const now = () => this.#colours;
    const labels = new Labels(now);
    const drawn = nothingDrawn();
    this.#sigma = new Sigma(this.#graph, container, {
      ...settings(container, now, labels, drawn, manner),
      nodeReducer: (id, { x, y, node }) => ({ x, y, ...dressNode(node, id in this.#scenery.pinned, this.#light) }) as never,
      edgeReducer: (_id, { edge, shift }) => ({ shift, ...dressEdge(edge, this.#light) }) as never,
    });
    // What is drawn may be of the graph before: nothing that has gone since lies under the pointer.
    const known = (id: Id | null) => (id !== null && (this.#graph.hasNode(id) || this.#graph.hasEdge(id)) ? id : null);
    Object.assign(this.#sigma, {
      getNodeAtPosition: (at: { x: number; y: number }) => known(nodeAt(drawn.nodes, pointed(this.#sigma, at))),
      getEdgeAtPoint: (x: number, y: number) => known(edgeAt(drawn.edges, pointed(this.#sigma, { x, y }))),
      // To look anew at how all is drawn is work enough for a frame: it is drawn in the next.
      refresh: (how?: Parameters<Sigma['refresh']>[0]) => Sigma.prototype.refresh.call(this.#sigma, { schedule: !how?.partialGraph, ...how }),
    });
    this.#sigma.on('afterRender', () => (this.#dressed = false));
    this.#redraw = new Redraw({ build: () => this.#build(), draw: (dress) => this.#draw(dress) });
    showHovered(this.#sigma);
    if (manner.software) showDrawn(this.#sigma);
    labels.attach(this.#sigma);
    writeLetters(this.#sigma);
    this.#press = new Press(this.#sigma, {
      drag: (id, at) => {
        this.#graph.mergeNodeAttributes(id, at);
        this.#redraw.placed();
      },
      drop: (id) => this.#drop(id),
      rest: (id, x, y) => this.#menu(id, x, y),
    });
    this.#listen(container);
    this.#watch = new ResizeObserver(() => {
      // What is the whole picture follows from the size that it has now.
      this.#sigma.resize();
      this.#frame();
      this.#sigma.refresh({ partialGraph: {} });
    });
    this.#watch.observe(container);
    if (manner.foot) this.#watch.observe(manner.foot);
  }

  /** Shows a scenery. What is new starts beside its neighbours, and what was there stays where it is. */
  show(scenery: Scenery): void {
    if (scenery.nodes !== this.#scenery.nodes && homeless(this.#graph, scenery.nodes).length > 0) this.#told.arranging(true);
    this.#scenery = scenery;
    this.#redraw.dressed();
  }

  /** Takes the colours of another theme. */
  paint(colours: Colours): void {
    if (this.#colours.theme === colours.theme) return;
    this.#colours = colours;
    this.#sigma.setSetting('edgeLabelColor', { color: colours.muted });
    this.#redraw.dressed();
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
    this.#catchUp();
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
    this.#catchUp();
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
    this.#glide.stop();
    clearTimeout(this.#resting);
    this.#press.stop();
    this.#redraw.stop();
    this.#layout.end();
    this.#watch.disconnect();
    this.#sigma.kill();
  }

  /** Makes a graph of the scenery, where that has changed. */
  #build(): boolean {
    const { nodes, edges } = this.#scenery;
    if (this.#built.nodes === nodes && this.#built.edges === edges) return false;
    this.#next = sync(this.#graph, this.#scenery);
    this.#built = this.#scenery;
    return true;
  }

  /** Draws at once what is to be drawn. */
  #catchUp(): void {
    this.#redraw.now();
    if (this.#dressed) this.#sigma.refresh({ partialGraph: {} });
  }

  #draw(dress: boolean): void {
    if (!dress) {
      this.#sigma.refresh({ partialGraph: {} });
      return;
    }
    const next = this.#next;
    this.#next = null;
    if (next) this.#graph = moved(next.graph, this.#graph);
    this.#putPinned();
    if (!this.#press.held) this.#frame();
    if (this.#hovered && !this.#graph.hasNode(this.#hovered)) this.#hovered = null;
    this.#light = light(this.#graph, this.#scenery, this.#hovered, this.#colours);
    // Of a small scene all labels are called for: those that overlap are left out when they are written.
    const density = this.#graph.order < 40 ? 40 : 2;
    if (this.#sigma.getSetting('labelDensity') !== density) this.#sigma.setSetting('labelDensity', density);
    this.#dressed = true;
    if (next) this.#sigma.setGraph(this.#graph);
    else this.#sigma.refresh();
    // The library is told when to draw; it would do so at each change of the graph.
    this.#graph.removeAllListeners();
    if (next && next.fresh.length > 0) this.#settleSoon(next.fresh);
    else this.#told.arranging(this.#layout.running || this.#due > 0);
  }

  /** Has new nodes arranged, once the page has drawn them where they are. */
  #settleSoon(fresh: readonly Id[]): void {
    this.#due++;
    const settle = () => {
      this.#due--;
      if (this.#alive) this.#settle(fresh);
    };
    this.#sigma.once('afterRender', () => setTimeout(settle));
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
  #glideTo(goal: ReadonlyMap<Id, [number, number]>, done: boolean): void {
    const glides = done && !this.#manner.still && !this.#manner.software && goal.size <= 600;
    this.#glide.to(goal, glides ? 450 : 0, () => done && remember(this.positions()));
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
    const lost = (event: Event) => {
      // Else the browser does not get it back.
      event.preventDefault();
      this.#told.lost(true);
    };
    container.addEventListener('webglcontextlost', lost, { capture: true });
    container.addEventListener('webglcontextrestored', () => this.#told.lost(false), { capture: true, once: true });
  }

  /** Pins a node where it was drawn to. */
  #drop(id: Id): void {
    const { x, y } = this.#graph.getNodeAttributes(id);
    this.#told.pin(id, [x, y]);
    remember(this.positions());
    this.#frame();
    this.#redraw.placed();
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
        this.#redraw.dressed();
      },
      this.#manner.software && this.#graph.order > 300 ? 150 : 0,
    );
  }

  #move(camera: Partial<{ x: number; y: number; ratio: number; angle: number }>): void {
    if (this.#manner.still) this.#sigma.getCamera().setState(camera);
    // What is left out while the picture moves comes back even where the camera stood there already.
    else void this.#sigma.getCamera().animate(camera, { duration: 300 }).then(() => this.#alive && this.#sigma.scheduleRender());
  }
}

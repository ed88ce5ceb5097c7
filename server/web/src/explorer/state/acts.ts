/** What a reader can do that needs the server: bring things into the scene, and open the scene of an address. */
import { batch, computed, signal } from '@preact/signals';
import { among, around, domain as ontology, existing, type Group, groups, isMissing, metMost, mostNodes } from '../api/graph';
import type { TraversalFilter } from '../gen/graphql';
import type { Id, RelationType, SceneEdge } from '../model';
import { number } from '../words';
import { type Domain, names, understood } from './names';
import { attempt, leave, tell, tellWrong } from './notices';
import { emptyState, type State, union } from './scene';
import { dispatch, edges, learn, nodes, state } from './store';

/** How many neighbours are opened at once. */
export const step = 40;

/** The most nodes that the scene may have; less where no graphics card draws it. */
const most = signal(mostNodes);

/** How many nodes had no room in the scene when some were brought last, and how to bring them again. */
const last = signal<{ readonly many: number; readonly again: () => Promise<void> }>({ many: 0, again: () => Promise.resolve() });

/** How many nodes have no room in the scene, as long as it is full. */
export const leftOut = computed(() => (state.value.scene.ids.length >= most.value ? last.value.many : 0));

/** To how many nodes the scene can be widened; null where it has room for all that there can be. */
export const wider = computed(() => (most.value < mostNodes ? mostNodes : null));

/** Sets the most nodes that the scene may have. */
export function limitScene(limit: number): void {
  most.value = Math.min(limit, mostNodes);
}

/** Lets the scene have as many nodes as there can be, even where that is slow, and brings those that were left out. */
export function widen(): Promise<void> {
  most.value = mostNodes;
  return last.value.again();
}

/** The nodes whose edges among each other are known. */
let covered: ReadonlySet<Id> = new Set();

/** Gets the nodes, and all edges among them, unless they are known, and acts: what is learnt and done is one change of the page. */
async function know(ids: readonly Id[], signal: AbortSignal, act: () => void = () => {}): Promise<void> {
  if (ids.every((id) => covered.has(id))) return act();
  const found = await among(ids, { signal });
  batch(() => {
    learn(found);
    act();
  });
  covered = found.early ? new Set() : new Set(ids);
  if (!found.early) return;
  tell('The server came to a bound before it had all relations: some may be missing from the picture.', {
    offer: { label: 'Ask again', run: () => void attempt('open', (again) => know(ids, again)) },
  });
}

/** Brings nodes into the scene, and selects one; with `unfold` its meetings are folded no more. */
export function bring(ids: readonly Id[], chosen?: Id, unfold = false): Promise<void> {
  return attempt(`bring ${ids.join(' ')}`, async (signal) => {
    const { scene } = state.value;
    const fitting = fit(scene.ids, ids, () => bring(ids, chosen, unfold));
    const select = chosen && (fitting.includes(chosen) || scene.ids.includes(chosen)) ? { select: chosen } : {};
    await know(union(scene.ids, fitting), signal, () => dispatch({ type: 'add', ids: fitting, ...(unfold ? { folded: false } : {}), ...select }));
  });
}

/** Brings nodes into the scene and puts each where it is said to stand. */
export function lay(places: Readonly<Record<Id, readonly [number, number]>>): Promise<void> {
  return attempt('lay', async (signal) => {
    const { scene } = state.value;
    const fitting = fit(scene.ids, Object.keys(places), () => lay(places));
    await know(union(scene.ids, fitting), signal, () => dispatch({ type: 'lay', at: Object.fromEntries(Object.entries(places).filter(([id]) => fitting.includes(id))) }));
  });
}

/** As many of the ids as the scene has room for; it says how many are left out, and keeps in mind how to bring them again. */
function fit(there: readonly Id[], ids: readonly Id[], again: () => Promise<void>): readonly Id[] {
  const known = new Set(there);
  const coming = [...new Set(ids)].filter((id) => !known.has(id));
  const room = Math.max(0, most.value - known.size);
  const many = Math.max(0, coming.length - room);
  last.value = { many, again };
  if (many > 0) tell(`The picture holds at most ${number(most.value, 'thing')}: ${many.toLocaleString('en')} were left out.`);
  return [...ids.filter((id) => known.has(id)), ...coming.slice(0, room)];
}

export interface Start {
  readonly ids: readonly Id[];
  readonly depth: number;
  readonly relations: readonly RelationType[];
  readonly limit: number;
  readonly folded: boolean;
}

/** Begins a new scene from the surroundings of some nodes. */
export function start({ ids, depth, relations, limit, folded }: Start): Promise<void> {
  leave();
  return attempt('open', async (signal) => {
    const found = await around({ ids, depth, where: { relations: [...relations] }, limit, folded }, { signal });
    const all = found.nodes.map((node) => node.id);
    await know(all, signal, () => dispatch({ type: 'start', ids: all, folded, ...(ids[0] ? { select: ids[0] } : {}) }));
    if (found.omitted > 0) tell(`These are the ${all.length} best connected; ${found.omitted.toLocaleString('en')} more can be opened from them.`);
  });
}

/** Begins a new scene from somebody and as many of those whom it met most often. */
export function startMet(id: Id, first: number): Promise<void> {
  leave();
  return attempt('open', async (signal) => {
    const { ids, total } = await metMost(id, first, { signal });
    const all = [id, ...ids];
    await know(all, signal, () => dispatch({ type: 'start', ids: all, folded: true, select: id }));
    if (total > ids.length) tell(`These are the ${ids.length} met most often; ${(total - ids.length).toLocaleString('en')} more can be opened from there.`);
  });
}

/** Opens the neighbours of a node in place: all, or those of one group; the best connected first, a step at a time. */
export function expand(id: Id, group?: Group): Promise<void> {
  return attempt(`expand ${id}`, async (signal) => {
    const { scene } = state.value;
    const there = new Set(scene.ids);
    const met = group?.relation === 'MET';
    const where = { ...wanted(id, there, group) };
    // A direction cannot be asked for, so more are asked for and some left aside.
    const limit = group && !met ? Math.min(4 * step, mostNodes) : step;
    const found = await around({ ids: [id], depth: 1, where, limit: limit + 1, folded: scene.folded && !group }, { signal });
    const aside = group && !met ? otherEnds(found.edges, id, group) : null;
    const coming = found.nodes.map((node) => node.id).filter((other) => other !== id && !there.has(other) && (!aside || aside.has(other)));
    const taken = coming.slice(0, step);
    const more = coming.length - taken.length + found.omitted;
    const name = nodes.value.get(id)?.label ?? 'this';
    if (taken.length === 0) {
      tell(`Everything ${group ? 'of that' : 'around'} ${group ? 'is' : `${name} is`} in the picture already.`);
      return;
    }
    const fitting = fit(scene.ids, taken, () => bring(taken));
    await know(union(scene.ids, fitting), signal, () => dispatch({ type: 'add', ids: fitting }));
    if (more > 0) {
      tell(`${number(fitting.length, 'neighbour')} opened, the best connected first. ${more.toLocaleString('en')} more.`, {
        offer: { label: 'Open more', run: () => void expand(id, group) },
      });
    }
  });
}

/**
 * Brings in what two nodes are both joined with: of people, whom both met. What is joined most often with the one that it is
 * joined less often with comes first.
 */
export function connect(one: Id, other: Id): Promise<void> {
  return attempt('connect', async (signal) => {
    const { scene } = state.value;
    const found = await around({ ids: [one, other], depth: 1, where: {}, limit: mostNodes, folded: true }, { signal });
    const names = [one, other].map((id) => nodes.value.get(id)?.label ?? 'this').join(' and ');
    const common = between(found.edges, one, other);
    const taken = common.slice(0, step);
    const fitting = fit(scene.ids, taken, () => bring(taken));
    await know(union(scene.ids, fitting), signal, () => dispatch({ type: 'add', ids: fitting }));
    const unseen = found.omitted > 0 ? ` ${found.omitted.toLocaleString('en')} of what is around them was not looked at, the least connected.` : '';
    if (common.length === 0) tell(`Nothing is joined with both ${names}.${unseen}`);
    else tell(`${number(common.length, 'thing')} ${common.length === 1 ? 'is' : 'are'} joined with both ${names}${common.length > taken.length ? `; the ${taken.length} closest are in the picture, ${(common.length - taken.length).toLocaleString('en')} more are not` : ''}.${unseen}`);
  });
}

/** What edges join with both of two nodes, the most often first. */
function between(found: readonly SceneEdge[], one: Id, other: Id): readonly Id[] {
  const times = new Map<Id, [number, number]>();
  for (const { source, target, count } of found) {
    for (const [end, far] of [[source, target], [target, source]] as const) {
      const side = [one, other].indexOf(end);
      if (side < 0 || far === one || far === other) continue;
      const known = times.get(far) ?? [0, 0];
      known[side] = (known[side] ?? 0) + count;
      times.set(far, known);
    }
  }
  const weight = (id: Id) => Math.min(...(times.get(id) ?? [0]));
  return [...times.keys()].filter((id) => weight(id) > 0).sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
}

/** What may come: no relation that is switched off, and nothing that is there already. */
function wanted(id: Id, there: ReadonlySet<Id>, group?: Group): TraversalFilter {
  const neighbours = new Set<Id>();
  for (const edge of edges.value.values()) {
    if (edge.source === id && there.has(edge.target)) neighbours.add(edge.target);
    if (edge.target === id && there.has(edge.source)) neighbours.add(edge.source);
  }
  neighbours.delete(id);
  const exclude = [...neighbours].slice(0, 500);
  if (group) return { exclude, relations: [group.relation], ...(group.kind ? { kinds: [group.kind] } : {}) };
  return { exclude, ...passing() };
}

/** The kinds and relations that are not switched off, as the server is asked for them. */
export function passing(): TraversalFilter {
  const { relationsOff, kindsOff } = state.value.filter;
  const { kinds, relations } = domain.value;
  return {
    ...(relationsOff.length > 0 ? { relations: relations.filter((relation) => !relationsOff.includes(relation)) } : {}),
    ...(kindsOff.length > 0 ? { kinds: kinds.filter((kind) => !kindsOff.includes(kind)) } : {}),
  };
}

function otherEnds(found: readonly { source: Id; target: Id; relation: RelationType }[], id: Id, { relation, direction }: Group): ReadonlySet<Id> {
  const [near, far] = direction === 'OUT' ? (['source', 'target'] as const) : (['target', 'source'] as const);
  return new Set(found.filter((edge) => edge.relation === relation && edge[near] === id).map((edge) => edge[far]));
}

/** The kinds and relations that there are, of relations those that are stored; none until they are known. */
export const domain = signal<Domain>({ kinds: [], relations: [] });

/** Learns which kinds and relations there are from the server's ontology, unless it is known. */
export async function learnDomain(signal: AbortSignal): Promise<void> {
  if (domain.value.kinds.length > 0) return;
  const { kinds, relations } = await ontology({ signal });
  domain.value = { kinds: kinds.map(({ kind }) => kind), relations: relations.map(({ relation }) => relation).filter((relation) => relation !== 'MET') };
}

/** What a node could be expanded by, before anything opens. */
export function expansions(id: Id, signal: AbortSignal): Promise<readonly Group[]> {
  return groups(id, { signal });
}

/**
 * Opens a state, as of an address or a saved view: `there` takes it once all of it is known. What is no longer in the graph
 * is left out, and told.
 */
export function open(saved: State, there: (state: State) => void = (state) => dispatch({ type: 'open', state })): Promise<void> {
  leave();
  return attempt('open', async (signal) => {
    const wished = await meant(saved, signal);
    const ids = fit([], wished.scene.ids, () => open(saved, there));
    const named = [wished.question.from, wished.question.to, wished.about].filter((id) => id !== null);
    try {
      await meet(without(named, ids), signal);
      await know(ids, signal, () => there({ ...wished, scene: { ...wished.scene, ids } }));
    } catch (error) {
      if (!isMissing(error)) throw error;
      const all = union(ids, named);
      const found = await existing(all, { signal });
      const left = ids.filter((id) => found.has(id));
      await meet(without(named.filter((id) => found.has(id)), left), signal);
      await know(left, signal, () => there(having(wished, left, found)));
      const gone = all.filter((id) => !found.has(id)).length;
      tell(`${number(gone, 'thing')} of this address ${gone === 1 ? 'is' : 'are'} not in the graph, and left out.`);
    }
    const lost = wished.bright && 'path' in wished.bright && wished.bright.path.some((id) => !edges.value.has(id));
    if (lost) tell('A step of the path of this address is not in the graph any more: the path is not shown.');
  });
}

/** A state without the kinds and relations that there are not, which are told. */
async function meant(state: State, signal: AbortSignal): Promise<State> {
  if (!names(state)) return state;
  await learnDomain(signal);
  const wrong: string[] = [];
  const known = understood(state, domain.value, wrong);
  tellWrong(wrong);
  return known;
}

/** Gets to know nodes that need not be in the scene. */
async function meet(ids: readonly Id[], signal: AbortSignal): Promise<void> {
  if (ids.some((id) => !nodes.value.has(id))) learn(await among(ids, { signal }));
}

/** Those of the ids that are not among others. */
const without = (ids: readonly Id[], others: readonly Id[]) => ids.filter((id) => !others.includes(id));

/** A state without what is not there. */
function having(wished: State, left: readonly Id[], there: ReadonlySet<Id>): State {
  const { scene, question } = wished;
  const keep = (id: Id) => there.has(id);
  const kept = (id: Id | null) => (id !== null && keep(id) ? id : null);
  const [from, to] = [kept(question.from), kept(question.to)];
  const asked = question.asked && from !== null && to !== null;
  const rest = left.length > 0 ? { ...wished, scene: { ...scene, ids: left, hidden: scene.hidden.filter(keep) }, selection: wished.selection.filter(keep) } : emptyState;
  return { ...rest, side: wished.side, about: kept(wished.about), question: { ...question, from, to, asked } };
}

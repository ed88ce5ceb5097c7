/** What stands out alone in the picture while the rest is dimmed, as the state names it: a path, or a chain. */
import { computed, signal } from '@preact/signals';
import { chainWords, members, type Statement } from '../evidence/chain';
import type { Id, SceneEdge } from '../model';
import { edges, nodes, state } from '../state/store';
import { stopName } from './words';

export interface Lit {
  /** Of nodes and edges. */
  readonly ids: ReadonlySet<Id>;
  /** What it is. */
  readonly words: string;
}

/** The statement whose chain is bright; another or none where it is not known yet. */
export const chained = signal<Statement | null>(null);

const bright = computed(() => state.value.bright);
const scene = computed(() => state.value.scene.ids);

/** What is bright; null where nothing is, or not all of a path is in the picture. */
export const lit = computed<Lit | null>(() => {
  if (bright.value === null) return null;
  const there = new Set(scene.value);
  if ('path' in bright.value) return path(bright.value.path, there);
  return chained.value?.id === bright.value.chain ? chain(chained.value, there) : null;
});

function path(ids: readonly Id[], there: ReadonlySet<Id>): Lit | null {
  const hops = ids.flatMap((id) => edges.value.get(id) ?? []).filter(({ source, target }) => there.has(source) && there.has(target));
  if (hops.length < ids.length) return null;
  const stops = walked(hops, state.value.question.from);
  return { ids: new Set([...stops, ...ids]), words: `The path: ${stops.map((id) => stopName(nodes.value.get(id)?.label ?? id)).join(' → ')}` };
}

/** The nodes along a path. A path of one step can be gone either way: from where it is asked from. */
export function walked(hops: readonly Pick<SceneEdge, 'source' | 'target'>[], from: Id | null): readonly Id[] {
  const [first, second] = hops;
  if (!first) return [];
  const joins = (id: Id) => second?.source === id || second?.target === id;
  const backwards = second ? joins(first.source) && !joins(first.target) : first.target === from;
  const stops = [backwards ? first.target : first.source];
  for (const { source, target } of hops) stops.push(source === stops.at(-1) ? target : source);
  return stops;
}

function chain(statement: Statement, there: ReadonlySet<Id>): Lit {
  const ids = new Set(members(statement).filter((id) => there.has(id) && nodes.value.has(id)));
  const between = [...edges.value.values()].filter(({ source, target }) => ids.has(source) && ids.has(target));
  return { ids: new Set([...ids, ...between.map(({ id }) => id)]), words: `The chain: ${chainWords(statement)}` };
}

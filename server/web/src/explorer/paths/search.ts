/** The search for paths: its two ends, what may lie between, and how it stands. */
import { signal } from '@preact/signals';
import { type Found, mostPaths, narrowed, type Path, paths, type Wish } from '../api/paths';
import { sentence } from '../evidence/answer';
import { mode } from '../evidence/mode';
import type { Id, Kind } from '../model';
import { bring, domainNames } from '../state/acts';
import { state } from '../state/store';
import { lit } from './lit';

/** An end of a path. */
export interface End {
  readonly id: Id;
  readonly kind: Kind;
  readonly label: string;
}

export const from = signal<End | null>(null);
export const to = signal<End | null>(null);

export const anyWay: Wish = { relations: [], kinds: [], within: '', match: 'POSSIBLE', minOrigins: 0, minCertainty: null, steps: 6, first: 5 };
export const wish = signal<Wish>(anyWay);

export type Standing =
  | { readonly is: 'idle' }
  | { readonly is: 'looking' }
  | { readonly is: 'cancelled' }
  | { readonly is: 'nothing' }
  | { readonly is: 'failed'; readonly words: string }
  | { readonly is: 'found'; readonly found: Found; readonly from: End; readonly to: End; readonly more: boolean };

export const standing = signal<Standing>({ is: 'idle' });

/** Which of the found paths is shown. */
export const chosen = signal<number | null>(null);

let running: AbortController | null = null;

/** Begins with an end, and asks for the other. */
export function pathFrom({ id, kind, label }: End): void {
  from.value = { id, kind, label };
  if (to.value?.id === id) to.value = null;
  standing.value = { is: 'idle' };
  mode.value = 'paths';
}

export async function find(): Promise<void> {
  const [one, other] = [from.value, to.value];
  if (!one || !other) return;
  running?.abort();
  const controller = new AbortController();
  running = controller;
  chosen.value = null;
  lit.value = null;
  const asked = narrowed(wish.value, state.value.filter, domainNames());
  if (!asked) {
    standing.value = { is: 'nothing' };
    return;
  }
  standing.value = { is: 'looking' };
  try {
    const found = await paths(one.id, other.id, asked, { signal: controller.signal });
    standing.value = { is: 'found', found, from: one, to: other, more: found.paths.length === asked.first && asked.first < mostPaths };
  } catch (error) {
    if (controller.signal.aborted) return;
    standing.value = { is: 'failed', words: sentence(error) };
  } finally {
    if (running === controller) running = null;
  }
}

/** Asks for as many paths as can be had. */
export function findMore(): Promise<void> {
  wish.value = { ...wish.value, first: mostPaths };
  return find();
}

/** Gives the search up. */
export function cancel(): void {
  running?.abort();
  standing.value = { is: 'cancelled' };
}

/** Brings a path into the picture and lets it alone be bright. */
export async function show(path: Path, index: number): Promise<void> {
  await bring(path.nodes.map(({ id }) => id));
  if (!path.nodes.every(({ id }) => state.value.scene.ids.includes(id))) return;
  chosen.value = index;
  const ids = new Set([...path.nodes.map(({ id }) => id), ...path.hops.map(({ edge }) => edge.id)]);
  lit.value = { ids, words: `The path: ${path.nodes.map(({ label }) => label).join(' → ')}` };
}

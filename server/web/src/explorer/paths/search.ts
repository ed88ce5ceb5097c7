/** The search for paths: asks what the state asks, and says how it stands. */
import { computed, effect, signal, untracked } from '@preact/signals';
import { type Found, narrowed, type Path, paths } from '../api/paths';
import { sentence } from '../evidence/answer';
import { turn } from '../evidence/mode';
import { mostPaths, type PathQuestion, type Wish } from '../model';
import { bring, domain } from '../state/acts';
import { same } from '../state/scene';
import { dispatch, state } from '../state/store';
import { type End, note } from './ends';

export type Standing =
  | { readonly is: 'idle' }
  | { readonly is: 'looking' }
  | { readonly is: 'cancelled' }
  | { readonly is: 'nothing' }
  | { readonly is: 'failed'; readonly words: string }
  | { readonly is: 'found'; readonly found: Found; readonly more: boolean };

export const standing = signal<Standing>({ is: 'idle' });

export const question = computed(() => state.value.question);

/** Which of the found paths is bright in the picture; -1 where none is. */
export const chosen = computed(() => {
  const now = standing.value;
  const { bright } = state.value;
  if (now.is !== 'found' || !bright || !('path' in bright)) return -1;
  return now.found.paths.findIndex((path) => same(steps(path), bright.path));
});

let running: AbortController | null = null;

/** Asks whatever the state asks, also where an address brought it; until the function that it gives is called. */
export function followQuestion(): () => void {
  let answered: PathQuestion | null = null;
  return effect(() => {
    const now = question.value;
    if (same(now, answered)) return;
    if (!now.asked) {
      running?.abort();
      answered = null;
      standing.value = { is: 'idle' };
      return;
    }
    // What the legend leaves on can be told only once it is known what there is.
    const { relationsOff, kindsOff } = untracked(() => state.value.filter);
    if (relationsOff.length + kindsOff.length > 0 && domain.value.kinds.length === 0) return;
    answered = now;
    untracked(() => void ask());
  });
}

async function ask(): Promise<void> {
  const { from, to, wish } = question.value;
  if (from === null || to === null) return;
  running?.abort();
  const controller = new AbortController();
  running = controller;
  const asked = narrowed(wish, state.value.filter, domain.value);
  if (!asked) {
    standing.value = { is: 'nothing' };
    return;
  }
  standing.value = { is: 'looking' };
  try {
    const found = await paths(from, to, asked, { signal: controller.signal });
    standing.value = { is: 'found', found, more: found.paths.length === asked.first && asked.first < mostPaths };
  } catch (error) {
    if (controller.signal.aborted) return;
    standing.value = { is: 'failed', words: sentence(error) };
  } finally {
    if (running === controller) running = null;
  }
}

/** Changes the question, which is then not asked yet. */
export function change(next: Partial<PathQuestion>): void {
  dispatch({ type: 'question', question: next });
}

/** Changes what a path may pass through. */
export function wish(next: Partial<Wish>): void {
  change({ wish: { ...question.value.wish, ...next } });
}

/** Begins with an end, and asks for the other. */
export function pathFrom(end: End): void {
  note(end);
  const { to } = question.value;
  change({ from: end.id, to: to === end.id ? null : to });
  turn('paths');
}

/** Asks the question as it is now; what was bright for another is so no more. */
export function find(): void {
  if (question.value.asked) void ask();
  else dispatch({ type: 'question', question: { asked: true } });
  dispatch({ type: 'brighten', bright: null });
}

/** Asks for as many paths as can be had. */
export function findMore(): void {
  dispatch({ type: 'question', question: { wish: { ...question.value.wish, first: mostPaths }, asked: true } });
}

/** Gives the search up. */
export function cancel(): void {
  running?.abort();
  standing.value = { is: 'cancelled' };
}

/** Brings a path into the picture and lets it alone be bright. */
export async function show(path: Path): Promise<void> {
  await bring(path.nodes.map(({ id }) => id));
  if (path.nodes.every(({ id }) => state.value.scene.ids.includes(id))) dispatch({ type: 'brighten', bright: { path: steps(path) } });
}

function steps({ hops }: Path): readonly string[] {
  return hops.map(({ edge }) => edge.id);
}

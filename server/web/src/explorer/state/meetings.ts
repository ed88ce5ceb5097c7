/**
 * Who met within the window, where the times of the first and the last meeting do not tell: the server is asked as soon as the window
 * rests.
 */
import { effect } from '@preact/signals';
import { metWithin } from '../api/graph';
import { untold, type SceneEdge, type TimeWindow } from '../model';
import { windowWish } from '../paths/words';
import { attempt } from './notices';
import { anytime, learn, timeWindow } from './store';

/** How long a window rests, in milliseconds. */
const rest = 300;

/** Asks from now on; the function that it returns ends it. */
export function followMeetings(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return effect(() => {
    const window = timeWindow.value;
    const unclear = window ? anytime.value.edges.filter((edge) => untold(edge, window)) : [];
    if (window && unclear.length > 0) timer = setTimeout(() => void attempt('meetings', (signal) => settle(unclear, window, signal)), rest);
    return () => clearTimeout(timer);
  });
}

async function settle(unclear: readonly SceneEdge[], window: TimeWindow, signal: AbortSignal): Promise<void> {
  const ends = new Set(unclear.flatMap(({ source, target }) => [source, target]));
  const { met, early } = await metWithin([...ends], windowWish(window), { signal });
  const edges = unclear.flatMap((edge) => {
    const within = met.has(edge.id);
    return edge.met && (within || !early) ? [{ ...edge, met: { ...edge.met, told: { window, within } } }] : [];
  });
  if (edges.length > 0) learn({ nodes: [], edges });
}

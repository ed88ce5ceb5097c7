/** What the panel does to the picture: brings what it names there, and lays chains out. */
import { computed, effect, untracked } from '@preact/signals';
import { statementFile } from '../api/evidence';
import { graphView } from '../app/ui';
import type { Statement } from '../evidence/chain';
import { members, toStatement } from '../evidence/chain';
import { chained } from '../paths/lit';
import type { Id } from '../model';
import { bring, lay } from '../state/acts';
import { tell } from '../state/notices';
import { dispatch, edges, select, state } from '../state/store';
import { number } from '../words';
import { meetings } from '../api/together';
import { attempt } from '../state/notices';
import { chainPlaces } from './chainplaces';

/** Selects something, and brings it into the picture where it is not there. */
export async function go(id: Id): Promise<void> {
  if (!state.value.scene.ids.includes(id) || state.value.scene.hidden.includes(id)) await bring([id], id);
  else select(id);
  graphView.value?.reveal(id);
}

/** Selects an edge, and brings its ends into the picture where they are not there. */
export async function goEdge(id: Id, ends: readonly [Id, Id]): Promise<void> {
  await bring(ends);
  if (edges.value.has(id)) select(id);
}

/** Selects the edge that says that two met. */
export async function goMet(one: Id, other: Id): Promise<void> {
  await bring([one, other]);
  const met = [...edges.value.values()].find(({ relation, source, target }) => relation === 'MET' && (source === one ? target === other : source === other && target === one));
  if (met) select(met.id);
  else tell('The picture has no room for both.');
}

/** Puts the meetings behind an edge of who met whom into the picture in its stead. */
export function openMeetings(one: Id, other: Id): Promise<void> {
  return attempt(`meetings ${one} ${other}`, async (signal) => {
    const { ids, total } = await meetings(one, other, { signal });
    await bring([one, other, ...ids], undefined, true);
    if (total > ids.length) tell(`The first ${ids.length} of ${number(total, 'meeting')} are opened.`);
  });
}

/** Folds a meeting away: those who took part are joined by lines that say that they met. */
export function foldMeeting(id: Id): void {
  dispatch({ type: 'hide', ids: [id] });
  tell('The meeting is folded into lines of who met whom.', { offer: { label: 'Bring it back', run: () => void go(id) } });
}

/** Adds a chain of attribution to the picture, laid out as a chain, and lets it stand out. */
export async function showChain(statement: Statement): Promise<void> {
  const ids = members(statement);
  const places = [...(graphView.value?.positions() ?? [])].filter(([id]) => !ids.includes(id)).map(([, at]) => at);
  await lay(chainPlaces(statement, places, innerWidth <= 640));
  chained.value = statement;
  dispatch({ type: 'brighten', bright: { chain: statement.id } });
  graphView.value?.fit();
}

const bright = computed(() => state.value.bright);

/** Gets the chain that an address says is bright, until the function that it gives is called. */
export function followChain(): () => void {
  return effect(() => {
    const id = bright.value && 'chain' in bright.value ? bright.value.chain : null;
    if (id === null || chained.peek()?.id === id) return;
    untracked(
      () =>
        void attempt('chain', async (signal) => {
          chained.value = toStatement(await statementFile(id, { signal }));
        }),
    );
  });
}

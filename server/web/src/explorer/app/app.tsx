/** The whole page. */
import { computed, effect } from '@preact/signals';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { Panel } from '../evidence/panel';
import { nodeSigns } from '../evidence/signs';
import { followQuestion } from '../paths/search';
import { followChain } from '../grow/acts';
import { followMeetings } from '../state/meetings';
import { spoken } from '../state/notices';
import { dispatch, edges, focus, nodes, shown, state } from '../state/store';
import { kindName, number, relationName } from '../words';
import { TakeDialog } from '../export/dialog';
import { ChosenBar } from './chosen';
import { Door } from './door';
import { FindBar, finding } from './find';
import { ExpandMenu } from './groups';
import { Header } from './header';
import { HelpDialog, Notices } from './help';
import { keepFocus } from './keepfocus';
import { listenToKeys } from './keys';
import { Legend } from './legend';
import { SaveDialog } from './saved';
import { StartPage } from './start';
import { sheet, timeOpen, timeWanted, turnTime } from './ui';
import { TimeLine, views } from './views';

export function App() {
  // Before anything is painted: a key can be pressed as soon as the page is there.
  useLayoutEffect(listenToKeys, []);
  useEffect(keepFocus, []);
  useEffect(() => effect(speak), []);
  useEffect(() => effect(openSheet), []);
  useEffect(followMeetings, []);
  useEffect(followQuestion, []);
  useEffect(followChain, []);
  const empty = state.value.scene.ids.length === 0 && state.value.side === 'details';
  const { Stage } = views.find(({ view }) => view === state.value.view) ?? views[0]!;
  return (
    <div class="page" data-empty={empty}>
      <Header />
      {empty ? (
        <main>
          <StartPage />
        </main>
      ) : (
        <>
          <Legend />
          <main>
            <div class="tabs" role="group" aria-label="Views of the scene">
              {views.map(({ view, name }) => (
                <button type="button" key={view} aria-pressed={state.value.view === view} onClick={() => dispatch({ type: 'view', view })}>
                  {name}
                </button>
              ))}
              <button type="button" class="last" aria-pressed={timeOpen.value} onClick={turnTime}>
                Time line
              </button>
            </div>
            {finding.value && <FindBar />}
            <Stage />
            <ChosenBar />
            {timeWanted.value && <TimeLine />}
          </main>
          <Panel />
          <nav class="sheets" aria-label="Sides of the page">
            <button type="button" aria-pressed={sheet.value === 'legend'} onClick={() => (sheet.value = sheet.value === 'legend' ? null : 'legend')}>
              What is shown
            </button>
            <button type="button" aria-pressed={sheet.value === 'details'} onClick={() => (sheet.value = sheet.value === 'details' ? null : 'details')}>
              Details
            </button>
          </nav>
        </>
      )}
      <ExpandMenu />
      <HelpDialog />
      <SaveDialog />
      <TakeDialog />
      <Door />
      <Notices />
    </div>
  );
}

const side = computed(() => state.value.side);

/** Where the right side is folded away, what is selected or asked for opens it. */
function openSheet(): void {
  if (focus.value !== null || side.value !== 'details') sheet.value = 'details';
}

/** Tells a screen reader what is selected. */
function speak(): void {
  const id = focus.value;
  if (id === null) return;
  const node = nodes.value.get(id);
  const edge = edges.value.get(id);
  if (node) {
    const joined = shown.value.edges.filter(({ source, target }) => source === id || target === id).length;
    spoken.value = `${node.label}, ${[kindName(node.kind), ...nodeSigns(node).map(({ name }) => name)].join(', ')}, ${number(joined, 'relation')} in the picture, ${node.degree.toLocaleString('en')} in all.`;
  } else if (edge) {
    spoken.value = `${nodes.value.get(edge.source)?.label} ${relationName(edge.relation)} ${nodes.value.get(edge.target)?.label}.`;
  }
}

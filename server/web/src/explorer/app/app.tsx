/** The whole page. */
import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { mode } from '../evidence/mode';
import { Panel } from '../evidence/panel';
import { nodeSigns } from '../evidence/signs';
import { lit } from '../paths/lit';
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
import { listenToKeys } from './keys';
import { Legend } from './legend';
import { SaveDialog } from './saved';
import { StartPage } from './start';
import { sheet, timeOpen, turnTime } from './ui';
import { TimeLine, views } from './views';

export function App() {
  useEffect(listenToKeys, []);
  useEffect(() => effect(speak), []);
  useEffect(followMeetings, []);
  useEffect(() => effect(turnToFocus), []);
  const empty = state.value.scene.ids.length === 0 && mode.value === 'details';
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
            {timeOpen.value && <TimeLine />}
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

/** Shows what is selected; what is selected no more is no longer a path's or a chain's to light. */
function turnToFocus(): void {
  if (focus.value === null) {
    lit.value = null;
    return;
  }
  sheet.value = 'details';
  mode.value = 'details';
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

/** The whole page. */
import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Panel } from '../evidence/panel';
import { number } from '../words';
import { spoken } from '../state/notices';
import { dispatch, edges, focus, nodes, shown, state } from '../state/store';
import { kindName, relationName } from '../words';
import { ExpandMenu } from './groups';
import { Header } from './header';
import { HelpDialog, Notices } from './help';
import { listenToKeys } from './keys';
import { Legend } from './legend';
import { SaveDialog } from './saved';
import { StartPage } from './start';
import { sheet } from './ui';
import { views } from './views';

export function App() {
  useEffect(listenToKeys, []);
  useEffect(() => effect(speak), []);
  useEffect(() => effect(() => void (focus.value && (sheet.value = 'details'))), []);
  const empty = state.value.scene.ids.length === 0;
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
            {views.length > 1 && (
              <div class="tabs" role="tablist" aria-label="Views">
                {views.map(({ view, name }) => (
                  <button type="button" role="tab" key={view} aria-selected={state.value.view === view} onClick={() => dispatch({ type: 'view', view })}>
                    {name}
                  </button>
                ))}
              </div>
            )}
            <Stage />
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
      <Notices />
    </div>
  );
}

/** Tells a screen reader what is selected. */
function speak(): void {
  const id = focus.value;
  if (id === null) return;
  const node = nodes.value.get(id);
  const edge = edges.value.get(id);
  if (node) {
    const joined = shown.value.edges.filter(({ source, target }) => source === id || target === id).length;
    spoken.value = `${node.label}, ${kindName(node.kind)}, ${number(joined, 'relation')} in the picture, ${node.degree.toLocaleString('en')} in all.`;
  } else if (edge) {
    spoken.value = `${nodes.value.get(edge.source)?.label} ${relationName(edge.relation)} ${nodes.value.get(edge.target)?.label}.`;
  }
}

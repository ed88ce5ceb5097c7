/** The graph on the page: mounts the picture, keeps it in step with the state, and has its buttons. */
import { effect, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { GraphView } from '../graph/adapter';
import { colours } from '../graph/look';
import { expand, leftOut, widen, wider } from '../state/acts';
import { dispatch, select, shown, state } from '../state/store';
import { number } from '../words';
import { lit } from '../paths/lit';
import { Mark } from './icon';
import { Lasso, lassoing } from './lasso';
import { arranging, drawnBy, focused, graphView, menu, softwareMost, still, theme } from './ui';

export function GraphStage() {
  const container = useRef<HTMLDivElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  /** How often what draws came back after it was lost, and whether it is lost now. */
  const back = useSignal(0);
  const lost = useSignal(false);
  useEffect(() => {
    const element = container.current;
    if (!element || drawnBy === 'none') return;
    const view = new GraphView(element, colours(element), { software: drawnBy === 'software', still: still.value, foot: foot.current, taken }, {
      select,
      expand: (id) => void expand(id),
      menu: (id, x, y) => (menu.value = { id, x, y }),
      pin: (id, at) => dispatch({ type: 'pin', at: { [id]: at } }),
      arranging: (on) => (arranging.value = on),
      lost: (on) => {
        lost.value = on;
        if (!on) back.value++;
      },
    });
    graphView.value = view;
    const stops = [
      effect(() => {
        const { nodes, edges, faint } = shown.value;
        const { selection, scene } = state.value;
        view.show({ nodes, edges, faint, selection, pinned: scene.pinned, lit: lit.value?.ids ?? null, focused: focused.value });
      }),
      effect(() => {
        if (theme.value) view.paint(colours(element));
      }),
    ];
    return () => {
      stops.forEach((stop) => stop());
      view.destroy();
      graphView.value = null;
      lassoing.value = false;
    };
  }, [back.value]);
  const { nodes, edges } = shown.value;
  return (
    <div class="stage">
      {drawnBy === 'none' ? (
        <p class="notice-in-stage">This browser draws no WebGL, which the picture needs. The list says the same.</p>
      ) : (
        <div
          class="canvas"
          key={back.value}
          ref={container}
          hidden={lost.value}
          tabIndex={0}
          role="application"
          aria-roledescription="graph"
          aria-label={`Picture of ${number(nodes.length, 'thing')} and ${number(edges.length, 'relation')}. Arrow keys walk from one to the next, Enter opens what is around it.`}
        />
      )}
      {lost.value && (
        <p class="notice-in-stage" role="status">
          The browser has lost what draws the picture, and tries to get it back. The list says the same.
        </p>
      )}
      {lassoing.value && <Lasso />}
      {lit.value && (
        <p class="lit">
          <span>{lit.value.words}</span>
          <button type="button" class="small" onClick={() => dispatch({ type: 'brighten', bright: null })}>
            Show all bright again
          </button>
        </p>
      )}
      <div class="foot" ref={foot}>
        <p class="status">
          {number(nodes.length, 'thing')} · {number(edges.length, 'relation')}
          {arranging.value && ' · arranging …'}
          {drawnBy === 'software' && nodes.length > softwareMost / 3 && ' · drawn without a graphics card'}
          {leftOut.value > 0 && ` · ${leftOut.value.toLocaleString('en')} more have no room `}
          {leftOut.value > 0 && wider.value !== null && (
            <button type="button" class="small" title="It may become slow" onClick={() => void widen()}>
              Show up to {wider.value.toLocaleString('en')}
            </button>
          )}
        </p>
        <div class="tools" role="toolbar" aria-label="Picture" aria-orientation="vertical">
          <Tool name="plus" label="Zoom in" run={() => graphView.value?.zoom(1.5)} />
          <Tool name="minus" label="Zoom out" run={() => graphView.value?.zoom(1 / 1.5)} />
          <Tool name="fit" label="Show the whole picture" run={() => graphView.value?.fit()} />
          <Tool name="arrange" label="Arrange anew" run={() => graphView.value?.rearrange()} />
          <Tool name="lasso" label="Draw around things to select them" on={lassoing.value} run={() => (lassoing.value = !lassoing.value)} />
          <Tool name="focus" label="Focus on the selected" on={focused.value} run={() => (focused.value = !focused.value)} />
        </div>
      </div>
    </div>
  );
}

/** What is taken of the picture: by the buttons, a column at its right, and the words below, or by both at its foot on a narrow page. */
function taken(): { right: number; foot: number } {
  const part = (name: string) => document.querySelector<HTMLElement>(name);
  const foot = part('.foot')?.offsetHeight ?? 0;
  return foot > 0 ? { right: 0, foot } : { right: part('.tools')?.offsetWidth ?? 0, foot: part('.status')?.offsetHeight ?? 0 };
}

function Tool({ name, label, on, run }: { name: Parameters<typeof Mark>[0]['name']; label: string; on?: boolean; run: () => void }) {
  return (
    <button type="button" title={label} aria-label={label} aria-pressed={on} onClick={run}>
      <Mark name={name} />
    </button>
  );
}

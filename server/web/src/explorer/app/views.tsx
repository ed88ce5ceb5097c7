/** The pictures of one scene, in the order of their buttons, and the time line below them. */
import type { ComponentType } from 'preact';
import { useLater } from '../gestures/frames';
import { ListView } from '../list/list';
import { MapView } from '../map/map';
import type { View } from '../model';
import { anytime, dispatch, select, state } from '../state/store';
import { Timeline } from '../timeline/timeline';
import { GraphStage } from './stage';
import { timeOpen } from './ui';

export interface ViewTab {
  readonly view: View;
  readonly name: string;
  readonly Stage: ComponentType;
}

/** The map and the list of what passes the filter; the window is theirs to apply. */
function scenery() {
  const { nodes, edges } = anytime.value;
  const { selection, window } = state.value;
  return { nodes, edges, selection, window, onSelect: select };
}

function MapStage() {
  return (
    <div class="stage">
      <MapView {...scenery()} />
    </div>
  );
}

function ListStage() {
  return (
    <div class="stage">
      <ListView {...scenery()} />
    </div>
  );
}

export const views: readonly ViewTab[] = [
  { view: 'graph', name: 'Graph', Stage: GraphStage },
  { view: 'map', name: 'Map', Stage: MapStage },
  { view: 'list', name: 'List', Stage: ListStage },
];

/** The time line, a moment after the picture: both at once would hold the page up. Below a sheet it keeps what it shows. */
export function TimeLine() {
  const things = useLater(anytime.value);
  return (
    <div class="time" hidden={!timeOpen.value}>
      {things && <Timeline {...scenery()} nodes={things.nodes} edges={things.edges} onWindow={(window, moving) => dispatch({ type: 'window', window, moving })} />}
    </div>
  );
}

/** The map of the scene: its places, what took place at each, and the ways of what is selected. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { inWindow, type Point, type ViewProps } from '../model';
import { Apart } from '../apart/apart';
import { useFramed } from '../gestures/frames';
import { listen } from '../gestures/gestures';
import { useSize } from '../gestures/size';
import { bubbles, type Bubble } from './bubbles';
import { BubbleView } from './bubbleview';
import { centred, fit, nearest, onScreen, pan, project, zoom, type Camera } from './camera';
import { Here } from './here';
import { journeys, touched } from './journeys';
import { Ground } from './ground';
import { readable } from './names';
import { Scale } from './scale';
import { gather, type Spot } from './spots';
import { useWorld } from './useworld';
import { Ways, WaysInWords } from './ways';
import '../look/look.css';
import './map.css';

export type MapProps = Omit<ViewProps, 'onWindow'>;

/** A press of a key moves so many pixels. */
const step = 60;

export function MapView({ nodes, edges, selection, window, onSelect }: MapProps) {
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  const { spots, unplaced } = useMemo(() => gather(nodes, edges), [nodes, edges]);
  const [camera, change] = useFramed<Camera | null>(null);
  const moved = useRef(false);
  const [ways, setWays] = useState(true);
  const [open, setOpen] = useState<string | null>(null);
  const world = useWorld(camera?.k ?? 0);
  const ready = size.width > 0 && size.height > 0;

  const look = useCallback(
    (next: (old: Camera) => Camera) => {
      moved.current = true;
      change((old) => old && next(old));
    },
    [change],
  );
  const fitTo = (points: readonly Point[]) => change(() => fit(points, size));
  const all = () => {
    moved.current = false;
    fitTo(spots.map(({ point }) => point));
  };

  // The places are fitted, unless the reader has moved the map.
  useEffect(() => {
    if (ready && !moved.current) all();
  }, [spots, size.width, size.height]);
  useEffect(() => {
    if (!ready || !frame.current) return;
    return listen(frame.current, {
      onPan: (dx, dy) => look((old) => pan(old, dx, dy, size)),
      onZoom: (factor, x, y) => look((old) => zoom(old, factor, x, y, size)),
    });
  }, [size, look]);

  const selected = useMemo(() => touched(selection, edges), [selection, edges]);
  const holds = (spot: Spot) => selected.has(spot.id) || spot.happenings.some(({ id }) => selected.has(id));
  const chosen = spots.filter(holds);
  // What is selected elsewhere is brought into sight.
  const newest = selection.at(-1);
  useEffect(() => {
    const spot = spots.find(({ id, happenings }) => id === newest || happenings.some((happening) => happening.id === newest));
    if (!spot || !camera) return;
    const [x, y] = onScreen(camera, project(spot.point));
    if (x < 20 || y < 20 || x > size.width - 20 || y > size.height - 20) look((old) => centred(old, project(spot.point), size));
  }, [newest]);

  const gathered = useMemo(
    () => (camera ? bubbles(spots, camera, ({ happenings }) => happenings.filter(({ span }) => inWindow(span, window)).length) : []),
    [spots, camera, window],
  );
  const visible = gathered.filter(({ x, y, radius }) => x > -radius && y > -radius && x < size.width + radius && y < size.height + radius);
  const named = useMemo(() => readable(visible.map((bubble) => ({ ...bubble, text: title(bubble) }))), [gathered, size]);
  const stands = useMemo(() => new Map(gathered.flatMap(({ spots: members, x, y }) => members.map(({ id }) => [id, [x, y] as const]))), [gathered]);
  const trips = useMemo(() => (ways ? journeys(selection, nodes, edges, spots) : []), [ways, selection, nodes, edges, spots]);
  const here = gathered.find(({ spots: members }) => members.some(({ id }) => id === open));

  const enter = (bubble: Bubble, add: boolean) => {
    const [only] = bubble.spots;
    if (bubble.spots.length > 1 && spread(bubble.spots)) {
      moved.current = true;
      return change(() => fit(bubble.spots.map(({ point }) => point), size, { closest: nearest, share: 0.4 }));
    }
    if (only?.inScene && bubble.spots.length === 1) onSelect(only.id, add);
    setOpen(bubble.key === open ? null : bubble.key);
  };
  const keys = (event: KeyboardEvent) => {
    const middle = [size.width / 2, size.height / 2] as const;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => look((old) => pan(old, step, 0, size)),
      ArrowRight: () => look((old) => pan(old, -step, 0, size)),
      ArrowUp: () => look((old) => pan(old, 0, step, size)),
      ArrowDown: () => look((old) => pan(old, 0, -step, size)),
      '+': () => look((old) => zoom(old, 1.6, ...middle, size)),
      '=': () => look((old) => zoom(old, 1.6, ...middle, size)),
      '-': () => look((old) => zoom(old, 1 / 1.6, ...middle, size)),
      '0': all,
      Escape: () => setOpen(null),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : moves[event.key];
    if (!act || (event.key === 'Escape' && !open)) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <section class="map" aria-label="Map">
      <div class="map-tools" role="group" aria-label="Map controls">
        <button type="button" aria-label="Zoom out of the map" title="Zoom out (−)" onClick={() => look((old) => zoom(old, 1 / 1.6, size.width / 2, size.height / 2, size))}>
          −
        </button>
        <button type="button" aria-label="Zoom in on the map" title="Zoom in (+)" onClick={() => look((old) => zoom(old, 1.6, size.width / 2, size.height / 2, size))}>
          +
        </button>
        <button type="button" title="Show all places (0)" onClick={all}>
          Fit
        </button>
        <button type="button" disabled={chosen.length === 0} title="Show the places of what is selected" onClick={() => ((moved.current = true), fitTo(chosen.map(({ point }) => point)))}>
          Fit selection
        </button>
        <button type="button" aria-pressed={ways} title="Draw the way from place to place of what is selected" onClick={() => setWays(!ways)}>
          Ways
        </button>
      </div>
      <div class="map-frame" ref={frame} role="group" tabIndex={0} aria-label="Places: arrow keys move the map, plus and minus zoom, Tab goes to the places" onKeyDown={keys}>
        {camera && (
          <>
            <Ground countries={world.countries} camera={camera} frame={size} />
            <Ways journeys={trips} stands={stands} frame={size} window={window} />
            {visible.map((bubble) => (
              <BubbleView
                key={bubble.key}
                bubble={bubble}
                name={named.has(bubble.key) ? title(bubble) : ''}
                selected={bubble.spots.some(holds)}
                open={bubble === here}
                faded={window !== null && bubble.count === 0 && bubble.spots.some(({ happenings }) => happenings.length > 0)}
                onEnter={enter}
              />
            ))}
            <WaysInWords journeys={trips} />
            <Scale camera={camera} frame={size} />
          </>
        )}
        {spots.length === 0 && <p class="map-none">Nothing in view has a place on the map.</p>}
        {world.failed && <p class="map-none">The outlines of the countries could not be loaded; the places are right.</p>}
        {here && <Here bubble={here} selection={selection} window={window} onSelect={onSelect} onClose={() => setOpen(null)} />}
      </div>
      <Apart what="not on the map" things={unplaced} selection={selection} onSelect={onSelect} />
    </section>
  );
}

/** The name under a bubble. */
function title({ spots: [first, ...others] }: Bubble): string {
  return others.length > 0 ? `${first?.name} and ${others.length} more` : (first?.name ?? '');
}

/** Whether some zoom tells these spots apart. */
function spread(spots: readonly Spot[]): boolean {
  const [first] = spots;
  return spots.some(({ point }) => Math.hypot(point.lat - first!.point.lat, point.lon - first!.point.lon) > 0.002);
}

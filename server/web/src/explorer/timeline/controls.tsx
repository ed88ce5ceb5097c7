/** What can be done with the time line: the window's mode, playing, and what is in sight. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { TimeWindow } from '../model';
import { useReducedMotion } from '../gestures/motion';
import { stretch as inWords } from './axis';
import { advance, firstWindow, speeds, stepped, type Speed } from './playback';
import { reveal, zoom, type Stretch } from './stretch';

export interface ControlsProps {
  readonly stretch: Stretch;
  readonly extent: Stretch | null;
  readonly window: TimeWindow | null;
  readonly onWindow: (window: TimeWindow | null, moving: boolean) => void;
  readonly onLook: (next: (old: Stretch) => Stretch) => void;
  readonly onFit: () => void;
}

/** Playing changes the window so often, in milliseconds; with reduced motion, a whole step at a time. */
const smooth = 80;
const steps = 1500;

export function Controls({ stretch, extent, window, onWindow, onLook, onFit }: ControlsProps) {
  const [speed, setSpeed] = useState<Speed>(1);
  const [mode, setMode] = useState<TimeWindow['mode']>('possible');
  const { playing, setPlaying } = usePlaying({ stretch, extent, window, onWindow, onLook, speed, mode });
  const used = window?.mode ?? mode;
  const middle = (stretch[0] + stretch[1]) / 2;

  const step = (direction: 1 | -1) => {
    if (!extent) return;
    setPlaying(false);
    const moved = window ? stepped(window, extent, direction) : firstWindow(stretch, mode);
    if (!moved) return;
    onWindow(moved, false);
    onLook((old) => reveal(old, moved.from, moved.to));
  };
  const choose = (chosen: TimeWindow['mode']) => {
    setMode(chosen);
    if (window) onWindow({ ...window, mode: chosen }, false);
  };
  return (
    <div class="timeline-controls" role="group" aria-label="Time controls">
      <button type="button" disabled={!extent} onClick={() => step(-1)} aria-label="Window one step back" title="One step back">
        <Icon path="M4 3h2v10H4zM13 3v10L6.5 8z" />
      </button>
      <button type="button" disabled={!extent} onClick={() => setPlaying(!playing)} aria-label={playing ? 'Pause' : 'Play'} title={playing ? 'Pause' : 'Play: move the window through time'}>
        <Icon path={playing ? 'M4 3h3v10H4zM9 3h3v10H9z' : 'M4 2.5v11L13 8z'} />
      </button>
      <button type="button" disabled={!extent} onClick={() => step(1)} aria-label="Window one step on" title="One step on">
        <Icon path="M10 3h2v10h-2zM3 3v10l6.5-5z" />
      </button>
      <select aria-label="Speed of playing" value={speed} onChange={(event) => setSpeed(Number(event.currentTarget.value) as Speed)}>
        {speeds.map((times) => (
          <option key={times} value={times}>
            {times}×
          </option>
        ))}
      </select>
      <span class="timeline-says">{window ? inWords(window.from, window.to) : 'All of time: drag to narrow it'}</span>
      {window && (
        <button type="button" onClick={() => onWindow(null, false)}>
          All of time
        </button>
      )}
      <span class="timeline-modes" role="group" aria-label="What a window lets through">
        <button type="button" aria-pressed={used === 'possible'} onClick={() => choose('possible')} title="What may have been in the window">
          Possibly
        </button>
        <button type="button" aria-pressed={used === 'certain'} onClick={() => choose('certain')} title="Only what was in the window on every reading of its date">
          Certainly
        </button>
      </span>
      <span class="timeline-zoom">
        <button type="button" aria-label="Zoom out in time" title="Zoom out (−)" onClick={() => onLook((old) => zoom(old, 1 / 0.6, middle))}>
          −
        </button>
        <button type="button" aria-label="Zoom in on time" title="Zoom in (+)" onClick={() => onLook((old) => zoom(old, 0.6, middle))}>
          +
        </button>
        <button type="button" title="Show all (0)" onClick={onFit}>
          Fit
        </button>
      </span>
    </div>
  );
}

function Icon({ path }: { path: string }) {
  return (
    <svg width={16} height={16} aria-hidden="true">
      <path d={path} fill="currentColor" />
    </svg>
  );
}

interface Playing extends Pick<ControlsProps, 'stretch' | 'extent' | 'window' | 'onWindow' | 'onLook'> {
  readonly speed: Speed;
  readonly mode: TimeWindow['mode'];
}

/** Moves the window while it plays; stops at the end of what there is. */
function usePlaying(props: Playing) {
  const [playing, setPlaying] = useState(false);
  const reduced = useReducedMotion();
  const current = useRef(props);
  current.current = props;
  useEffect(() => {
    if (!playing) return;
    let last = performance.now();
    const { stretch, extent, window, onWindow, mode } = current.current;
    if (extent && (!window || window.from > extent[1])) onWindow(firstWindow([Math.max(extent[0], stretch[0]), stretch[1]], window?.mode ?? mode), true);
    const timer = setInterval(
      () => {
        const { stretch, extent, window, onWindow, onLook, speed } = current.current;
        const now = performance.now();
        const elapsed = Math.min(now - last, 4 * smooth);
        last = now;
        if (!window || !extent) return;
        const moved = reduced ? stepped(window, extent, 1) : advance(window, extent, stretch, elapsed, speed);
        if (!moved) return setPlaying(false);
        onWindow(moved, true);
        onLook((old) => reveal(old, moved.from, moved.to));
      },
      reduced ? steps / props.speed : smooth,
    );
    return () => {
      clearInterval(timer);
      const { window, onWindow } = current.current;
      if (window) onWindow(window, false);
    };
  }, [playing, reduced, reduced ? props.speed : 1]);
  return { playing, setPlaying };
}

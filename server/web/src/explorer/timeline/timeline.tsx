/**
 * The time line under the picture: a histogram with the window on it, the axis, and every dated thing in lanes. Times that
 * are not exact are drawn as they are: solid where the thing surely was, hatched where it may have been.
 */
import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import type { TimeWindow, ViewProps } from '../model';
import { Apart } from '../apart/apart';
import { useFramed } from '../gestures/frames';
import { listen } from '../gestures/gestures';
import { useSize } from '../gestures/size';
import { binEdges, count } from './bins';
import { Brush } from './brush';
import { Controls } from './controls';
import { binWords, Histogram } from './histogram';
import { dated, extent } from './items';
import { LaneView } from './laneview';
import { noneWords } from './nonewords';
import { Ruler } from './ruler';
import { fit, near, pan, reveal, zoom, type Stretch } from './stretch';
import '../look/look.css';
import './timeline.css';

export interface TimelineProps extends Omit<ViewProps, 'onWindow'> {
  /** As in ViewProps; `moving` while the window is dragged or played, when more will follow at once. */
  readonly onWindow: (window: TimeWindow | null, moving: boolean) => void;
}

const histogramHeight = 44;

export function Timeline({ nodes, edges, selection, window, onSelect, onWindow }: TimelineProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { width } = useSize(frame);
  const split = useMemo(() => dated(nodes, edges), [nodes, edges]);
  const whole = useMemo(() => extent([...split.nodeSpans, ...split.edgeSpans]), [split]);
  const [stretch, change] = useFramed<Stretch>(() => fit(whole, Date.now()));
  const moved = useRef(false);
  const [from, to] = whole ?? [];

  // New data is fitted, unless the reader has chosen a stretch.
  useEffect(() => {
    if (!moved.current) change(() => fit(whole, Date.now()));
  }, [from, to]);
  const look = useCallback((next: (old: Stretch) => Stretch) => {
    change((old) => {
      const changed = next(old);
      if (changed !== old) moved.current = true;
      return changed;
    });
  }, []);
  const fitAll = useCallback(() => {
    moved.current = false;
    change(() => fit(whole, Date.now()));
  }, [whole]);

  useEffect(() => {
    const element = frame.current;
    if (!element || width === 0) return;
    const lanes = element.querySelector('.timeline-lanes');
    return listen(element, {
      onPan: (dx, dy) => {
        look((old) => pan(old, (-dx * (old[1] - old[0])) / width));
        if (lanes) lanes.scrollTop -= dy;
      },
      onZoom: (factor, x) => look((old) => zoom(old, 1 / factor, old[0] + (x / width) * (old[1] - old[0]))),
    });
  }, [width, look]);

  // The same bins stay in sight for many moves; they are counted once.
  const cut = useKept(binEdges(stretch[0], stretch[1], Math.max(1, width / 9)));
  const bins = useMemo(() => ({ nodes: count(split.nodeSpans, cut), edges: count(split.edgeSpans, cut) }), [cut, split]);
  const says = (at: number) => {
    const index = cut.findLastIndex((edge) => edge <= at);
    const [ofNodes, ofEdges] = [bins.nodes[index], bins.edges[index]];
    return ofNodes && ofEdges ? binWords(ofNodes, ofEdges) : '';
  };

  const keys = (event: KeyboardEvent) => {
    const middle = (stretch[0] + stretch[1]) / 2;
    const moves: Record<string, () => void> = {
      '+': () => look((old) => zoom(old, 0.6, middle)),
      '=': () => look((old) => zoom(old, 0.6, middle)),
      '-': () => look((old) => zoom(old, 1 / 0.6, middle)),
      '0': fitAll,
    };
    if (event.shiftKey) {
      moves.ArrowLeft = () => look((old) => pan(old, (old[0] - old[1]) / 8));
      moves.ArrowRight = () => look((old) => pan(old, (old[1] - old[0]) / 8));
    }
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : moves[event.key];
    if (!act || event.target instanceof HTMLSelectElement) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  return (
    <section class={`timeline ${width < 560 ? 'timeline-narrow' : ''}`} aria-label="Timeline" onKeyDown={keys}>
      <Controls stretch={stretch} extent={whole} window={window} onWindow={onWindow} onLook={look} onFit={fitAll} />
      <div class="timeline-frame" ref={frame}>
        {width > 0 && (
          <>
            <div class="timeline-histogram" style={`height:${histogramHeight}px`}>
              <Histogram nodes={bins.nodes} edges={bins.edges} stretch={stretch} width={width} height={histogramHeight} />
              <Brush
                extent={whole ?? stretch}
                stretch={stretch}
                cut={cut}
                width={width}
                window={window}
                says={says}
                onReveal={(at) => look((old) => reveal(old, at, at))}
                onWindow={onWindow}
              />
            </div>
            <Ruler stretch={stretch} width={width} />
            <LaneView
              items={split.items}
              none={noneWords(nodes, edges)}
              stretch={stretch}
              width={width}
              window={window}
              selection={selection}
              onSelect={onSelect}
              onReveal={(a, b) => look((old) => reveal(old, a, b))}
              onNear={(a, b) => look(() => near([a, b]))}
            />
          </>
        )}
      </div>
      <Apart what="without a date" things={split.undated} selection={selection} onSelect={onSelect} />
    </section>
  );
}

/** The list that was given first, for as long as those given are equal to it at both ends and in length. */
function useKept(list: readonly number[]): readonly number[] {
  const kept = useRef(list);
  const { current } = kept;
  if (current.length !== list.length || current[0] !== list[0] || current.at(-1) !== list.at(-1)) kept.current = list;
  return kept.current;
}

/** The dated things in lanes. Only what is in sight is drawn. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { within, type Id, type Selection, type TimeWindow } from '../model';
import { useSize } from '../gestures/size';
import type { Item } from './items';
import { freeBefore, laidFor, lay, nameWidth, type Lanes, type Mark } from './lanes';
import { markId } from './markwords';
import { MarkView } from './markview';
import { shortest, type Stretch } from './stretch';
import { number } from '../words';

export interface LaneViewProps {
  readonly items: readonly Item[];
  /** What is said where there are none. */
  readonly none: string;
  readonly stretch: Stretch;
  readonly width: number;
  readonly window: TimeWindow | null;
  readonly selection: Selection;
  readonly onSelect: (id: Id, add: boolean) => void;
  /** Brings a time into sight. */
  readonly onReveal: (from: number, to: number) => void;
  /** Fills the sight with a time. */
  readonly onNear: (from: number, to: number) => void;
}

const named = 22;
const dense = 12;

export function LaneView({ none, ...props }: LaneViewProps) {
  return props.items.length > 0 ? <Filled {...props} /> : <p class="timeline-none">{none}</p>;
}

function Filled({ items, stretch, width, window, selection, onSelect, onReveal, onNear }: Omit<LaneViewProps, 'none'>) {
  const scroller = useRef<HTMLDivElement>(null);
  const { height } = useSize(scroller);
  const [top, setTop] = useState(0);
  // The thing that the keyboard is at: marks come and go with the zoom, things stay.
  const [active, setActive] = useState<Id | null>(null);
  const pixels = width / (stretch[1] - stretch[0]);
  const zoom = laidFor(pixels);
  const laid = useMemo(() => new Map<number, Lanes>(), [items]);
  const lanes = laid.get(zoom) ?? lay(items, zoom);
  laid.set(zoom, lanes);
  const row = lanes.named ? named : dense;
  const selected = useMemo(() => new Set(selection), [selection]);
  const visible = lanes.marks.filter(
    ({ lane, from, to }) => (lane + 1) * row > top && lane * row < top + height && to >= stretch[0] - 200 / pixels && from <= stretch[1],
  );
  const current = useMemo(() => lanes.marks.find(({ items }) => items.some(({ id }) => id === active)), [lanes, active]);

  // What is selected elsewhere is brought into sight here.
  const newest = selection.at(-1);
  useEffect(() => {
    const mark = lanes.marks.find((candidate) => candidate.items.some(({ id }) => id === newest));
    if (!mark) return;
    setActive(newest ?? null);
    show(mark);
  }, [newest]);

  const show = (mark: Mark) => {
    if (mark.to < stretch[0] || mark.from > stretch[1]) onReveal(mark.from, mark.to);
    const element = scroller.current;
    if (!element) return;
    const at = mark.lane * row;
    if (at < element.scrollTop) element.scrollTop = at;
    else if (at + row > element.scrollTop + element.clientHeight) element.scrollTop = at + row - element.clientHeight;
  };
  const open = (mark: Mark, add: boolean) => {
    setActive(mark.items[0]?.id ?? null);
    const [only] = mark.items;
    if (mark.items.length === 1 && only) return onSelect(only.id, add);
    if (mark.to > mark.from && stretch[1] - stretch[0] > shortest) return onNear(mark.from, mark.to);
    mark.items.forEach(({ id }, index) => onSelect(id, add || index > 0));
  };
  const keys = (event: KeyboardEvent) => {
    if (event.shiftKey && event.key.startsWith('Arrow')) return;
    const at = current ? lanes.marks.indexOf(current) : -1;
    const last = lanes.marks.length - 1;
    const moves: Record<string, number> = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last };
    const wanted = moves[event.key];
    if (wanted !== undefined && last >= 0) {
      const mark = lanes.marks[Math.min(Math.max(wanted, 0), last)]!;
      setActive(mark.items[0]?.id ?? null);
      show(mark);
    } else if ((event.key === 'Enter' || event.key === ' ') && current) {
      open(current, event.ctrlKey || event.metaKey || event.shiftKey);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const drawn = current && !visible.includes(current) ? [...visible, current] : visible;
  return (
    <div
      class="timeline-lanes"
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={`${number(items.length, 'thing')} in order of time`}
      aria-multiselectable="true"
      aria-activedescendant={current ? markId(current) : undefined}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={keys}
    >
      <svg width={width} height={Math.max(lanes.count * row, 1)} role="presentation">
        <Hatch />
        {window && <WindowShade window={window} stretch={stretch} width={width} height={Math.max(lanes.count * row, height)} />}
        {drawn.map((mark) => (
          <MarkView
            key={mark.key}
            mark={mark}
            row={row}
            named={lanes.named}
            freeBefore={(mark.to - stretch[0]) * pixels + nameWidth > width && freeBefore(mark, lanes, pixels)}
            stretch={stretch}
            width={width}
            active={mark === current}
            selected={mark.items.some(({ id }) => selected.has(id))}
            faded={!mark.items.some(({ times }) => within(times, window))}
            onOpen={open}
          />
        ))}
      </svg>
    </div>
  );
}

/** Stripes over what may have been. */
function Hatch() {
  return (
    <defs>
      <pattern id="timeline-hatch" width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="timeline-stripe" width={2} height={5} />
      </pattern>
    </defs>
  );
}

function WindowShade({ window, stretch, width, height }: { window: TimeWindow; stretch: Stretch; width: number; height: number }) {
  const x = (at: number) => Math.min(Math.max(((at - stretch[0]) / (stretch[1] - stretch[0])) * width, 0), width);
  const left = x(window.from);
  return <rect class="timeline-chosen" x={left} width={Math.max(1, x(window.to) - left)} height={height} />;
}

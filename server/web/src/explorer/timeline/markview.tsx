/** One mark on the time line. */
import { KindIcon } from '../app/icon';
import { alike, type Bounds, type Kind } from '../model';
import type { Item } from './items';
import { gap, iconWidth, letter, markWidth, nameRoom, nameWidth, type Mark } from './lanes';
import { shortName } from '../words';
import { markId, markWords } from './markwords';
import type { Stretch } from './stretch';

export interface MarkViewProps {
  readonly mark: Mark;
  /** The height of a lane. */
  readonly row: number;
  readonly named: boolean;
  /** Whether a name can stand before the mark. */
  readonly freeBefore: boolean;
  readonly stretch: Stretch;
  readonly width: number;
  /** Where the keyboard is. */
  readonly active: boolean;
  readonly selected: boolean;
  /** Out of the window. */
  readonly faded: boolean;
  readonly onOpen: (mark: Mark, add: boolean) => void;
}

/** Where the parts of a mark are, in pixels from the left. */
export interface Placed {
  readonly left: number;
  readonly wide: number;
  /** The certain part, or null where no moment is certain. */
  readonly core: { readonly left: number; readonly wide: number } | null;
  readonly openStart: boolean;
  readonly openEnd: boolean;
}

/**
 * Places the parts of a time. What is too narrow to show that it is not exact is drawn as exact at this zoom; the ends
 * that are out of sight are cut a little beyond it.
 */
export function place({ from, to, surelyFrom, surelyTo }: Bounds, stretch: Stretch, width: number): Placed {
  const x = (at: number) => ((at - stretch[0]) / (stretch[1] - stretch[0])) * width;
  const inside = (at: number) => Math.min(Math.max(at, -20), width + 20);
  const left = inside(x(from));
  const wide = Math.max(inside(x(to)) - left, markWidth);
  const openStart = from === -Infinity;
  const openEnd = to === Infinity;
  if (x(to) - x(from) <= markWidth) return { left, wide, core: { left, wide }, openStart, openEnd };
  if (surelyFrom > surelyTo) return { left, wide, core: null, openStart, openEnd };
  const coreLeft = inside(x(surelyFrom));
  return { left, wide, core: { left: coreLeft, wide: Math.max(inside(x(surelyTo)) - coreLeft, 2) }, openStart, openEnd };
}

export function MarkView({ mark, row, named, freeBefore, stretch, width, active, selected, faded, onOpen }: MarkViewProps) {
  const [first] = mark.items;
  if (!first) return null;
  const many = mark.items.length > 1;
  const thick = many ? row - 2 : first.what === 'edge' ? Math.round(row * 0.35) : row - (named ? 6 : 3);
  const y = (row - thick) / 2;
  const states = [selected && 'selected', active && 'active', faded && 'faded'].filter(Boolean).join(' ');
  const placed = place(first.span, stretch, width);
  const { met } = first.times;
  const apart = !many && met && !alike(met) ? { first: place(met.first, stretch, width), last: place(met.last, stretch, width) } : null;
  const name = named && !many ? nameOf(first, placed, width, { taken: apart ? apart.first.wide : 0, freeBefore }) : null;
  const at = `translate(0 ${mark.lane * row})`;
  return (
    <>
      <g
        id={markId(mark)}
        class={`timeline-mark kind-${first.kind} ${many ? 'many' : ''} ${states}`}
        transform={at}
        role="option"
        aria-selected={selected}
        aria-label={markWords(mark)}
        onClick={(event) => onOpen(mark, event.shiftKey || event.ctrlKey || event.metaKey)}
      >
        <title>{markWords(mark)}</title>
        {many ? (
          <Many mark={mark} stretch={stretch} width={width} y={y} thick={thick} />
        ) : apart ? (
          <FirstAndLast item={first} {...apart} row={row} width={width} y={y} thick={thick} />
        ) : (
          <One item={first} placed={placed} row={row} width={width} y={y} thick={thick} />
        )}
      </g>
      {name && (
        <g class={`timeline-name ${apart ? 'over' : ''} ${states}`} transform={at} aria-hidden="true">
          {first.what === 'node' && (
            <svg x={name.x} y={row / 2 - 7} width={14} height={14}>
              <KindIcon kind={first.kind as Kind} />
            </svg>
          )}
          <text aria-hidden="true" x={name.x + (first.what === 'node' ? iconWidth : 0)} y={row / 2 + 4}>
            {name.text}
          </text>
        </g>
      )}
    </>
  );
}

interface Drawing {
  readonly width: number;
  readonly y: number;
  readonly thick: number;
}

function Many({ mark, stretch, width, y, thick }: Drawing & { mark: Mark; stretch: Stretch }) {
  const x = (at: number) => ((at - stretch[0]) / (stretch[1] - stretch[0])) * width;
  const left = x(mark.from);
  const wide = Math.max(x(mark.to) - left, markWidth);
  return (
    <>
      <rect class="timeline-many" x={left} y={y} width={wide} height={thick} rx={3} />
      <text aria-hidden="true" x={left + wide / 2} y={y + thick / 2 + 3.5} text-anchor="middle">
        {mark.items.length}
      </text>
    </>
  );
}

/** The first meeting and the last, joined by dots: what lies between was no one thing that went on. */
function FirstAndLast({ item, first, last, ...drawing }: Drawing & { item: Item; first: Placed; last: Placed; row: number }) {
  const [from, to] = [first.left + first.wide, last.left];
  return (
    <>
      {to > from && (
        <>
          <path class="timeline-between" d={`M ${from} ${drawing.row / 2} H ${to}`} />
          <path class="timeline-reach" d={`M ${from} ${drawing.row / 2} H ${to}`} stroke-width={drawing.row - 4} />
        </>
      )}
      <One item={item} placed={first} {...drawing} />
      <One item={{ ...item, disputed: false }} placed={last} {...drawing} />
    </>
  );
}

function One({ item, placed, row, width, y, thick }: Drawing & { item: Item; placed: Placed; row: number }) {
  const { left, wide, core, openStart, openEnd } = placed;
  const round = item.kind === 'MEETING' || item.kind === 'MET' ? thick / 2 : item.kind === 'INCIDENT' ? 0 : 2;
  return (
    <>
      <rect class="timeline-fringe" x={left} y={y} width={wide} height={thick} rx={round} />
      <rect class="timeline-hatched" x={left} y={y} width={wide} height={thick} rx={round} fill="url(#timeline-hatch)" />
      {core && <rect class="timeline-core" x={core.left} y={y} width={core.wide} height={thick} rx={round} />}
      {openStart && <path class="timeline-open" d={`M 8 ${row / 2 - 4} l -5 4 l 5 4`} />}
      {openEnd && <path class="timeline-open" d={`M ${width - 8} ${row / 2 - 4} l 5 4 l -5 4`} />}
      {item.disputed && <path class="timeline-disputed" d={`M ${Math.max(left, 0) - 1} ${y - 2} h 7 l -3.5 5 z`} />}
    </>
  );
}

/**
 * The name: in the bar where it has room, kept in sight at the left, behind so many pixels of it that are taken; else behind
 * the bar or, where that is out of sight and it is free, before it.
 */
export function nameOf(item: Item, placed: Placed, width: number, { taken, freeBefore }: { taken: number; freeBefore: boolean }): { x: number; text: string } | null {
  const left = Math.max(placed.left + taken, 0) + (placed.openStart ? 2 * gap : 0);
  const right = placed.left + placed.wide;
  const room = Math.min(right, width) - left;
  const wanted = nameRoom({ items: [item] });
  const inside = room >= wanted;
  const before = !inside && freeBefore && right + wanted > width && placed.left >= wanted;
  const x = (inside ? left : before ? placed.left - wanted : right) + gap;
  if (x > width) return null;
  const letters = Math.floor((inside ? room - 2 * gap - iconWidth : nameWidth) / letter);
  // Of who met whom the name that is cut off says more than a number after it.
  const cutOff = item.label.length > letters ? `${item.label.slice(0, letters - 1)}…` : item.label;
  return { x, text: item.what === 'node' ? shortName(item.label, letters) : cutOff };
}

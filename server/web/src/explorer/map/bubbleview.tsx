/** A bubble on the map: a button at its place, with the number of what happened there. */
import type { Bubble } from './bubbles';

export interface BubbleViewProps {
  readonly bubble: Bubble;
  /** The name that is shown below it; empty where there is no room. */
  readonly name: string;
  readonly selected: boolean;
  readonly open: boolean;
  /** Nothing there passes the window. */
  readonly faded: boolean;
  readonly onEnter: (bubble: Bubble, add: boolean) => void;
}

export function BubbleView({ bubble, name, selected, open, faded, onEnter }: BubbleViewProps) {
  const { x, y, radius, count, spots } = bubble;
  const disputed = spots.some(({ happenings }) => happenings.some((happening) => happening.disputed));
  const words = bubbleWords(bubble, disputed);
  const classes = ['map-bubble', 'kind-PLACE', count === 0 && 'empty', selected && 'selected', faded && 'faded', disputed && 'disputed'];
  return (
    <>
      <button
        type="button"
        class={classes.filter(Boolean).join(' ')}
        style={`transform:translate(${x - radius}px,${y - radius}px);width:${2 * radius}px;height:${2 * radius}px`}
        aria-label={words}
        aria-pressed={selected}
        aria-expanded={open}
        title={words}
        onClick={(event) => onEnter(bubble, event.shiftKey || event.ctrlKey || event.metaKey)}
        onKeyDown={toNeighbour}
      >
        {count > 0 && count.toLocaleString('en')}
      </button>
      {name && (
        <span class={`map-name ${faded ? 'faded' : ''}`} style={`transform:translate(${x}px,${y + radius}px) translateX(-50%)`} aria-hidden="true">
          {name}
        </span>
      )}
    </>
  );
}

/** A bubble in words. */
export function bubbleWords({ spots, count }: Bubble, disputed: boolean): string {
  const names = spots.slice(0, 4).map(({ name }) => name).join(', ');
  const more = spots.length > 4 ? ` and ${spots.length - 4} more` : '';
  const happenings = count === 1 ? '1 happening' : `${count.toLocaleString('en')} happenings`;
  return `${names}${more}: ${happenings}${disputed ? '; the place is disputed' : ''}`;
}

const ways: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Arrow keys go from a bubble to the next one in their direction; Shift lets them move the map. */
function toNeighbour(event: KeyboardEvent): void {
  const way = ways[event.key];
  const button = event.currentTarget as HTMLElement;
  if (!way || event.shiftKey) return;
  const from = middle(button);
  let best: HTMLElement | null = null;
  let least = Infinity;
  for (const other of button.parentElement?.querySelectorAll<HTMLElement>('.map-bubble') ?? []) {
    const [dx, dy] = [middle(other)[0] - from[0], middle(other)[1] - from[1]];
    const along = dx * way[0] + dy * way[1];
    const aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
    if (along <= 0 || aside > 2 * along) continue;
    if (along + 2 * aside < least) [best, least] = [other, along + 2 * aside];
  }
  event.preventDefault();
  event.stopPropagation();
  best?.focus({ preventScroll: true });
}

function middle(element: HTMLElement): readonly [number, number] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

/** The ways of what is selected, as bows with an arrow; broken where the order of the two ends is not certain. */
import { inWindow, type Id, type TimeWindow } from '../model';
import type { Frame } from './camera';
import { bow, type Journey } from './journeys';

export interface WaysProps {
  readonly journeys: readonly Journey[];
  /** Where the bubble of each spot stands on the screen. */
  readonly stands: ReadonlyMap<Id, readonly [number, number]>;
  readonly frame: Frame;
  readonly window: TimeWindow | null;
}

/** Nearer ends than this, in pixels, have no bow between them. */
const nothing = 12;

export function Ways({ journeys, stands, frame, window }: WaysProps) {
  return (
    <svg class="map-ways" width={frame.width} height={frame.height} aria-hidden="true">
      {journeys.map(({ who, legs }, index) => (
        <g key={who} class={`map-way-${index % 4}`}>
          {legs.map((leg) => {
            const [from, to] = [stands.get(leg.from.id), stands.get(leg.to.id)];
            if (!from || !to || Math.hypot(to[0] - from[0], to[1] - from[1]) < nothing) return null;
            const { path, x, y, degrees } = bow(from, to);
            const faded = !inWindow(leg.before.span, window) && !inWindow(leg.after.span, window);
            return (
              <g key={leg.key} class={`map-leg ${leg.certain ? '' : 'uncertain'} ${faded ? 'faded' : ''}`}>
                <title>{`${who}: ${leg.before.label}, then ${leg.after.label}${leg.certain ? '' : ' (the order is not certain)'}`}</title>
                <path d={path} />
                <path class="map-arrow" d="M -5 -5 L 5 0 L -5 5 z" transform={`translate(${x} ${y}) rotate(${degrees})`} />
              </g>
            );
          })}
        </g>
      ))}
    </svg>
  );
}

/** The same in words, and whose colour is which. */
export function WaysInWords({ journeys }: Pick<WaysProps, 'journeys'>) {
  if (journeys.length === 0) return null;
  return (
    <ul class="map-legend" aria-label="Ways of what is selected">
      {journeys.map(({ who, legs }, index) => {
        const words = `${who}: ${legs[0]?.from.name}${legs.map(({ to, certain }) => `${certain ? ', then ' : ', perhaps then '}${to.name}`).join('')}`;
        return (
          <li key={who} class={`map-way-${index % 4}`}>
            {words}
          </li>
        );
      })}
    </ul>
  );
}

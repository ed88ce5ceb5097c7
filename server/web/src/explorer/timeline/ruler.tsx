/** The axis: marks with the small unit, and below them the larger one that they belong to. */
import { letter } from './lanes';
import { eras, ticks } from './axis';
import type { Stretch } from './stretch';

export interface RulerProps {
  readonly stretch: Stretch;
  readonly width: number;
}

/** Pixels between two marks, about. */
const apart = 76;

export function Ruler({ stretch, width }: RulerProps) {
  const [from, to] = stretch;
  const x = (at: number) => ((at - from) / (to - from)) * width;
  const about = width / apart;
  return (
    <svg class="timeline-ruler" width={width} height={36} aria-hidden="true">
      {ticks(from, to, about).map(({ at, label }) => (
        <g key={at} transform={`translate(${x(at)} 0)`}>
          <line y2={5} />
          <text x={3} y={14}>
            {label}
          </text>
        </g>
      ))}
      {eras(from, to, about).map((era) => {
        const left = Math.max(0, x(era.from));
        const room = Math.min(width, x(era.to)) - left;
        return (
          <g key={era.from} class="timeline-era">
            {x(era.from) > 0 && <line x1={x(era.from)} x2={x(era.from)} y2={34} />}
            {room > era.label.length * (letter + 0.4) + 6 && (
              <text x={left + 3} y={30}>
                {era.label}
              </text>
            )}
          </g>
        );
      })}
      <text class="timeline-zone" x={width - 4} y={30}>
        UTC
      </text>
    </svg>
  );
}

/** What the claims and the lines of the picture mean, as the picture draws them. */
import { signs } from '../evidence/signs';
import type { Head, Line } from '../graph/look';

const rings = {
  disputed: <path d="M13 1L25 13L13 25L1 13zM13 4.5L21.5 13L13 21.5L4.5 13z" fill="none" stroke="var(--disputed)" stroke-width="1.4" />,
  unnamed: <path d="M13 1.5L24.5 13L13 24.5L1.5 13z" fill="none" stroke="var(--kind-claim)" stroke-width="1.8" stroke-dasharray="5 3" />,
  hedged: <path d="M13 1.5L24.5 13L13 24.5L1.5 13z" fill="none" stroke="var(--kind-claim)" stroke-width="1.8" stroke-dasharray="2 2" />,
  'one origin': null,
} as const;

/** The signs that a claim bears. */
export function Claims() {
  return (
    <fieldset>
      <legend>Claims</legend>
      <ul class="lines">
        {signs.map(({ name, letter, words }) => (
          <li key={name}>
            <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
              <path d="M13 6.5L19.5 13L13 19.5L6.5 13z" fill="var(--kind-claim)" stroke="var(--kind-claim)" stroke-width="2" />
              {rings[name]}
              <text x="13" y="17" text-anchor="middle" font-size="11" font-weight="700" fill="var(--paper)">
                {letter}
              </text>
            </svg>
            {words}
          </li>
        ))}
        <li>
          <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
            <path d="M13 6.5L19.5 13L13 19.5L6.5 13z" fill="var(--kind-claim)" />
            <path d="M13 1.5L24.5 13L13 24.5L1.5 13z" fill="none" stroke="var(--kind-claim)" stroke-width="1.8" />
          </svg>
          several origins say so, as plain fact
        </li>
        <li>
          <svg width="26" height="30" viewBox="0 -6 26 32" aria-hidden="true">
            <path d="M13 6.5L19.5 13L13 19.5L6.5 13z" fill="var(--kind-claim)" stroke="var(--kind-claim)" stroke-width="2" />
            <path d="M13 1L25 13L13 25L1 13zM13 4.5L21.5 13L13 21.5L4.5 13z" fill="none" stroke="var(--disputed)" stroke-width="1.4" stroke-dasharray="5 3" />
            <text x="13" y="17" text-anchor="middle" font-size="11" font-weight="700" fill="var(--paper)">
              ≠
            </text>
            <rect x="3" y="-5.5" width="20" height="11" rx="4" fill="var(--paper)" stroke="var(--kind-claim)" />
            <text x="13" y="3.5" text-anchor="middle" font-size="10" font-weight="700" letter-spacing="1" fill="var(--kind-claim)">
              ?1
            </text>
          </svg>
          several of these: the weightiest in the middle, the others above it
        </li>
      </ul>
    </fieldset>
  );
}

type Sample = Partial<Pick<Line, 'dash' | 'double' | 'head' | 'width'>> & { readonly words: string };

const samples: readonly Sample[] = [
  { words: 'one origin says so', width: 1.2 },
  { words: 'several origins say so', width: 3.2 },
  { words: 'only unnamed sources say so', dash: 'dashed' },
  { words: 'hedged, or nobody vouches for it', dash: 'dotted' },
  { words: 'unnamed sources, and hedged', dash: 'dash-dotted' },
  { words: 'disputed', double: true },
  { words: 'ends at who says it', head: 'bar' },
  { words: 'ends at whom it is said to', head: 'open' },
  { words: 'ends at what it is about', head: 'dot' },
];

const dashes: Record<Line['dash'], string> = { solid: '', dashed: '6 4', dotted: '2 3', 'dash-dotted': '7 3 2 2' };

const ends: Record<Head, preact.JSX.Element | null> = {
  none: null,
  arrow: <path d="M25 1.5l8 3.5l-8 3.5z" fill="var(--muted)" />,
  dot: <circle cx="30" cy="5" r="3" fill="var(--muted)" />,
  bar: <path d="M32 0.5v9" stroke="var(--muted)" stroke-width="2" />,
  open: <path d="M26 1l7 4l-7 4" fill="none" stroke="var(--muted)" stroke-width="1.5" />,
};

/** What the lines of the picture mean. */
export function Lines() {
  return (
    <fieldset>
      <legend>Lines</legend>
      <ul class="lines">
        {samples.map(({ words, dash = 'solid', double = false, head = 'none', width = 1.7 }) => (
          <li key={words}>
            <svg width="34" height="10" viewBox="0 0 34 10" aria-hidden="true">
              {double ? (
                <path d="M1 3.4h32M1 6.6h32" stroke="var(--disputed)" stroke-width="1.3" />
              ) : (
                <path d="M1 5h31" stroke="var(--muted)" stroke-width={width} stroke-dasharray={dashes[dash]} />
              )}
              {ends[head]}
            </svg>
            {words}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

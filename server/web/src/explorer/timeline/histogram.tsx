/** How much there is at each time: pale, what may have been then; full, what surely was. */
import { useMemo } from 'preact/hooks';
import { stretch as inWords } from './axis';
import type { Bin } from './bins';
import type { Stretch } from './stretch';

export interface HistogramProps {
  /** Counts of dated nodes and of dated edges, in the same bins. */
  readonly nodes: readonly Bin[];
  readonly edges: readonly Bin[];
  readonly stretch: Stretch;
  readonly width: number;
  readonly height: number;
}

/** Pixels above the highest bar, for the words. */
const room = 12;

export function Histogram({ nodes, edges, stretch, width, height }: HistogramProps) {
  return useMemo(() => {
    const most = nodes.reduce((max, bin, i) => Math.max(max, bin.possible + edges[i]!.possible), 0);
    const [from, to] = stretch;
    const x = (at: number) => ((at - from) / (to - from)) * width;
    const y = (things: number) => (things / Math.max(1, most)) * (height - room);
    return (
      <svg width={width} height={height} aria-hidden="true">
        {nodes.map((bin, i) => {
          const joined = edges[i]!;
          const all = bin.possible + joined.possible;
          if (all === 0) return null;
          const left = x(bin.from);
          const wide = Math.max(1, x(bin.to) - left - 1);
          const sure = y(bin.certain + joined.certain);
          return (
            <g key={bin.from}>
              <rect class="timeline-may" x={left} width={wide} y={height - y(all)} height={y(all)} />
              {sure > 0 && <rect class="timeline-sure" x={left} width={wide} y={height - sure} height={sure} />}
            </g>
          );
        })}
        {most > 0 && (
          <text class="timeline-most" x={4} y={10}>
            {most.toLocaleString('en')} at most; pale: possibly then, full: certainly
          </text>
        )}
      </svg>
    );
  }, [nodes, edges, stretch, width, height]);
}

/** What a bin holds, in words. */
export function binWords(nodes: Bin, edges: Bin): string {
  const { from, to } = nodes;
  return `${inWords(from, to - 1000)}: ${nodes.possible} things and ${edges.possible} connections possibly, ${nodes.certain} and ${edges.certain} certainly`;
}

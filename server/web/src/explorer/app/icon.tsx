/** The mark of a kind, as the picture draws it. */
import { colourName, look, outlines } from '../graph/look';
import type { Kind } from '../model';

export function KindIcon({ kind }: { kind: Kind }) {
  const { shape, hollow } = look(kind);
  const colour = `var(${colourName(kind)})`;
  return (
    <svg class="icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path d={outlines[shape]} fill={hollow ? 'none' : colour} stroke={colour} stroke-width={hollow ? 2.2 : 1} stroke-linejoin="round" />
    </svg>
  );
}

const marks = {
  undo: 'M6 4L2.5 7.5L6 11M3 7.5h6.5a3.5 3.5 0 0 1 0 7H8',
  redo: 'M10 4l3.5 3.5L10 11M13 7.5H6.5a3.5 3.5 0 0 0 0 7H8',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  close: 'M4 4l8 8M12 4l-8 8',
  sun: 'M8 5a3 3 0 1 1 0 6a3 3 0 1 1 0-6zM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3.1 3.1l1.1 1.1M11.8 11.8l1.1 1.1M12.9 3.1l-1.1 1.1M4.2 11.8l-1.1 1.1',
  moon: 'M13.2 9.6A5.8 5.8 0 0 1 6.4 2.8a5.8 5.8 0 1 0 6.8 6.8z',
  link: 'M6.5 9.5l3-3M7 4.8l1.4-1.4a2.9 2.9 0 0 1 4.2 4.2L11.2 9M9 11.2l-1.4 1.4a2.9 2.9 0 0 1-4.2-4.2L4.8 7',
  star: 'M8 2l1.8 3.8l4.2.5l-3.1 2.9l.8 4.1L8 11.3l-3.7 2l.8-4.1L2 6.3l4.2-.5z',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9zM10.4 10.4L14 14',
  focus: 'M8 5.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 1 1 0-5zM8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2',
  arrange: 'M4 3.4a1.6 1.6 0 1 1 0 3.2a1.6 1.6 0 1 1 0-3.2zM12 3.4a1.6 1.6 0 1 1 0 3.2a1.6 1.6 0 1 1 0-3.2zM8 10.4a1.6 1.6 0 1 1 0 3.2a1.6 1.6 0 1 1 0-3.2zM5.6 5h4.8M4.9 6.4l2.2 4.2M11.1 6.4l-2.2 4.2',
  filter: 'M2 3.5h12L9.5 9v4.5l-3-1.5V9z',
  lasso: 'M8 2.5c3.3 0 6 1.7 6 3.8s-2.7 3.8-6 3.8s-6-1.7-6-3.8s2.7-3.8 6-3.8zM5.2 9.7c-1.5.5-1.7 2.2-.3 2.6s1.8 1 1 2.2',
  save: 'M8 2v8M4.8 7L8 10.2L11.2 7M2.5 11.5v2h11v-2',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
} as const;

export type MarkName = keyof typeof marks;

/** One of the small marks of buttons. */
export function Mark({ name }: { name: MarkName }) {
  return (
    <svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={marks[name]} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}

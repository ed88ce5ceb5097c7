/** What stands out alone in the picture while the rest is dimmed: a path, or a chain. */
import { signal } from '@preact/signals';
import type { Id } from '../model';

export interface Lit {
  /** Of nodes and edges. */
  readonly ids: ReadonlySet<Id>;
  /** What it is. */
  readonly words: string;
}

export const lit = signal<Lit | null>(null);

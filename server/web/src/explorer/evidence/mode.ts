/** What the right side of the page is about. */
import { signal } from '@preact/signals';
import { sheet } from '../app/ui';
import type { Id } from '../model';

export type Mode = 'details' | 'paths' | 'differ';

export const mode = signal<Mode>('details');

/** Turns the right side to something, and opens it where it is folded away. */
export function turn(to: Mode): void {
  mode.value = to;
  sheet.value = 'details';
}

/** About whom accounts are asked to differ; null for all. */
export const differAbout = signal<Id | null>(null);

/** What the right side of the page is about. */
import { signal } from '@preact/signals';
import type { Id } from '../model';

export type Mode = 'details' | 'paths' | 'differ';

export const mode = signal<Mode>('details');

/** About whom accounts are asked to differ; null for all. */
export const differAbout = signal<Id | null>(null);

/** The ends of a path: the state has their ids, and here is what they are called. */
import { signal } from '@preact/signals';
import type { Id, Kind } from '../model';
import { nodes } from '../state/store';

export interface End {
  readonly id: Id;
  readonly kind: Kind;
  readonly label: string;
}

const found = signal<ReadonlyMap<Id, End>>(new Map());

/** Keeps what an end is called that a search found: it need not be in the picture. */
export function note({ id, kind, label }: End): void {
  found.value = new Map([...found.value, [id, { id, kind, label }]]);
}

/** An end by its id; null where it is not known. */
export function end(id: Id | null): End | null {
  return id === null ? null : (nodes.value.get(id) ?? found.value.get(id) ?? null);
}

/** Where nodes stood, kept for as long as the tab is open: a scene that is reloaded or gone back to looks as it did. */
import type { Id } from '../model';

const key = 'parley.places';

/** The most places that are kept. */
const most = 4_000;

let places: Map<Id, readonly [number, number]> | null = null;

/** Where a node stood last. */
export function recall(id: Id): readonly [number, number] | undefined {
  return all().get(id);
}

/** Keeps the places of nodes; of too many, those that were kept longest are forgotten. */
export function remember(now: ReadonlyMap<Id, readonly [number, number]>): void {
  const known = all();
  for (const [id, [x, y]] of now) {
    known.delete(id);
    known.set(id, [Math.round(x * 10) / 10, Math.round(y * 10) / 10]);
  }
  for (const id of known.keys()) {
    if (known.size <= most) break;
    known.delete(id);
  }
  try {
    sessionStorage.setItem(key, JSON.stringify([...known]));
  } catch {
    // A browser that keeps nothing arranges the scene anew.
  }
}

/** Forgets all, so that a new scene is arranged from nothing. */
export function forget(): void {
  places = new Map();
}

function all(): Map<Id, readonly [number, number]> {
  if (places) return places;
  try {
    places = new Map(JSON.parse(sessionStorage.getItem(key) ?? '[]') as [Id, readonly [number, number]][]);
  } catch {
    places = new Map();
  }
  return places;
}

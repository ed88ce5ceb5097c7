/** The token of who asks, where the server wants one. It is kept in memory for this page alone, and never in the browser. */

/** Asks the reader for a token; `why` is what the server said, where it did not take the one before. Null where none is given. */
export type Door = (why: string | null) => Promise<string | null>;

let held: string | null = null;
let door: Door | null = null;
let waiting: Promise<boolean> | null = null;

let wanted = false;

/** Says that the server answers nobody without a token, so that none is asked for by being refused. */
export function wantToken(): void {
  wanted = true;
}

/** Whether a token is wanted and there is none yet. */
export function needsToken(): boolean {
  return wanted && held === null;
}

/** Sets who asks the reader. */
export function setDoor(asker: Door | null): void {
  door = asker;
}

/** The token that questions bring, if there is one. */
export function token(): string | null {
  return held;
}

/** Forgets the token, so that the next question asks for another. */
export function forgetToken(): void {
  held = null;
}

/**
 * Says that a question with this token (or none) was refused. True when there is another to try. Questions that are refused
 * at the same time ask the reader once.
 */
export function refused(used: string | null, why: string): Promise<boolean> {
  if (held !== used) return Promise.resolve(true);
  if (!door) return Promise.resolve(false);
  waiting ??= door(used === null ? null : why)
    .then((given) => {
      held = given;
      return given !== null;
    })
    .finally(() => (waiting = null));
  return waiting;
}

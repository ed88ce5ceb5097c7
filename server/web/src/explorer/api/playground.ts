/** Whether this server has a page to ask in. */

let known: Promise<boolean> | null = null;

/** Whether /graphiql can be opened from here; asked once. A browser that opens a page brings no token, so this brings none. */
export function hasPlayground(): Promise<boolean> {
  known ??= fetch('/graphiql', { method: 'HEAD' }).then(
    ({ ok }) => ok,
    () => {
      known = null;
      return false;
    },
  );
  return known;
}

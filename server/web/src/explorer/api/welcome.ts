/** What the server offers whoever opened this page, asked once. A browser brings no token for it, as it brings none for a page. */

export interface Welcome {
  /** Whether the playground can be opened. */
  readonly playground: boolean;
  /** Whether questions need a token. */
  readonly token: boolean;
}

let known: Promise<Welcome> | null = null;

/** What is offered; nothing where the server cannot be reached, and then it is asked again the next time. */
export function welcome(): Promise<Welcome> {
  known ??= fetch('/explorer.json')
    .then((response) => response.json() as Promise<Welcome>)
    .catch(() => {
      known = null;
      return { playground: false, token: false };
    });
  return known;
}

/**
 * The question that an address asks: `query` and `variables` after `?` or, where they are too long to be sent to a server, after `#`.
 * Undefined where it asks none.
 */
export function asked({ search, hash }) {
  for (const part of [search, hash]) {
    const words = new URLSearchParams(part.slice(1));
    const query = words.get('query');
    if (query) return { query, variables: words.get('variables') ?? undefined };
  }
  return undefined;
}

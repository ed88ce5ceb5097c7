/** The questions that the page has asked, so that a reader can see and ask them himself. */

export interface Asked {
  /** The operation's name. */
  readonly name: string;
  readonly query: string;
  readonly variables: unknown;
}

const last = new Map<string, Asked>();

/** Notes a question; of those of one name, and of pictures of one depth, the last stays. */
export function note(query: string, variables: unknown): void {
  const name = /\bquery (\w+)/.exec(query)?.[1] ?? '';
  const depth = (variables as { readonly depth?: unknown } | null)?.depth;
  const key = depth === 0 ? `${name} 0` : name;
  last.delete(key);
  last.set(key, { name, query, variables });
}

/** What was asked, the newest first. */
export function asked(): readonly Asked[] {
  return [...last.values()].reverse();
}

/** Statements as chains: from where it is written, inwards over everybody who passed it on, to whoever said it first. */
import type { LinkFragment, SaidFragment, WhoFragment } from '../gen/graphql';
import { kindOf } from '../api/search';
import type { Certainty, Id, Kind } from '../model';
import { certaintyWords, number } from '../words';

/** Somebody or something that can be selected. */
export interface Who {
  readonly id: Id;
  readonly name: string;
  readonly kind: Kind;
}

/** One act of saying within a chain. */
export interface Link {
  readonly id: Id;
  /** Who says it; where nobody does, the document itself. Null where neither is known. */
  readonly by: Who | null;
  /** Whether it is somebody whose name nobody gives. */
  readonly unnamed: boolean;
  readonly verb: string;
  readonly quote: string | null;
  /** The hedges, word for word. */
  readonly hedges: readonly string[];
  readonly certainty: Certainty;
  /** Whether it says that the claim is not so. */
  readonly denied: boolean;
  /** When it was said, with the source's own words for it where they say more; null where nobody says. */
  readonly saidAt: { readonly edtf: string; readonly text: string | null } | null;
  /** Where it stands written, with the place in it. */
  readonly document: (Who & { readonly url: string | null; readonly locator: string | null }) | null;
  readonly to: readonly Who[];
  readonly during: Who | null;
}

/** A statement with the way that its words took; the first link is where it is written, the last who said it first. */
export interface Statement {
  readonly id: Id;
  readonly claim: { readonly id: Id; readonly text: string };
  readonly links: readonly Link[];
}

export function toWho({ __typename, id, name }: WhoFragment): Who {
  return { id, name, kind: kindOf(__typename) };
}

export function toLink(link: LinkFragment): Link {
  const by = link.speaker ?? link.document;
  return {
    id: link.id,
    by: by && toWho(by),
    unnamed: link.speaker?.__typename === 'UnnamedAgent',
    verb: link.verb ?? (link.polarity === 'DENIED' ? 'denies' : 'states'),
    quote: link.quote,
    hedges: link.hedges,
    certainty: link.certainty,
    denied: link.polarity === 'DENIED',
    saidAt: link.saidAt && { edtf: link.saidAt.edtf, text: link.saidAt.text ?? null },
    document: link.document && { ...toWho(link.document), url: link.document.url, locator: link.locator },
    to: link.addressees.nodes.map(toWho),
    during: link.saidIn && toWho(link.saidIn),
  };
}

export function toStatement(said: SaidFragment): Statement {
  return { id: said.id, claim: said.claim, links: said.attributionChain.map(toLink) };
}

/** The statements that no other of them passes on: each of the rest stands within one of their chains. */
export function heads(statements: readonly Statement[]): readonly Statement[] {
  const inner = new Set(statements.flatMap(({ links }) => links.slice(1).map(({ id }) => id)));
  return statements.filter(({ id }) => !inner.has(id));
}

/** Those who stand on one side of a claim: who says that it is so, or that it is not, at the first end of each chain. */
export function side(statements: readonly Statement[], denied: boolean): readonly Statement[] {
  return heads(statements.filter(({ links }) => (links[0]?.denied ?? false) === denied));
}

/** The ids of whatever a chain has in a picture: each act of saying, who says it, and where it stands. */
export function members({ links, claim }: Statement): readonly Id[] {
  return [...new Set([claim.id, ...links.flatMap(({ id, by, document }) => [id, ...(by ? [by.id] : []), ...(document ? [document.id] : [])])])];
}

/** What is said of a source that nobody tells. */
export const nobody = 'a source that is not given';

/** How a chain stands out, in words: its length, who of it is unnamed, its hedges. */
export function chainWords({ links }: Statement): string {
  const first = links.at(-1);
  const from = first?.by ? first.by.name : nobody;
  if (links.length === 1 && !first?.by) return `on the word of ${from}`;
  if (links.length === 1) return first?.unnamed ? `on the word of ${from}, who is not named` : `on the word of ${from} alone`;
  const unnamed = links.filter((link) => link.unnamed).length;
  return `passed on ${number(links.length - 1, 'time')}, first said by ${from}${unnamed > 0 ? `, through ${number(unnamed, 'unnamed source')}` : ''}`;
}

/** What documents and origins say together: ten papers that print one agency are one origin. */
export function originWords({ documents, origins }: { readonly documents: number; readonly origins: number }): string {
  if (origins === 0) return 'Nobody is on record for it.';
  if (documents === 0) return `Known from ${number(origins, 'origin')}, without a document.`;
  if (documents > origins) return `In ${number(documents, 'document')}, which go back to ${origins === 1 ? 'one and the same origin' : number(origins, 'independent origin')}.`;
  return origins === 1 ? 'One origin: nobody else says so independently.' : `${number(origins, 'independent origin')} in ${number(documents, 'document')}.`;
}

/** How sure the words of a link are, if they are not plain: a plain statement needs no remark. */
export function surenessWords({ certainty }: Link): string {
  return certainty === 'CERTAIN' ? '' : certaintyWords(certainty);
}

/** How often something was. */
export function timesWords(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : number(count, 'time');
}

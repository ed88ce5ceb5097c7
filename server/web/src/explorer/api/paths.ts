/** Paths between two, with the evidence of each hop. */
import { PathsDocument, type PathsQuery } from '../gen/graphql';
import type { Id, Kind, RelationType, SceneEdge, SceneNode, Wish } from '../model';
import { certainties } from '../model';
import { type Statement, toStatement } from '../evidence/chain';
import { ask, type Asking } from './client';
import { toEdge, toNode } from './mapping';

export interface Hop {
  readonly edge: SceneEdge;
  /** The first statements behind it, and how many there are. */
  readonly statements: readonly Statement[];
  readonly total: number;
}

export interface Path {
  readonly nodes: readonly SceneNode[];
  readonly hops: readonly Hop[];
}

export interface Found {
  readonly paths: readonly Path[];
  /** Why there may be more, as a sentence; empty where these are all, or as many as were asked for. */
  readonly stopped: string;
}

/** What the legend switches on and off, which holds for paths too. */
export interface Passing {
  readonly relationsOff: readonly RelationType[];
  readonly kindsOff: readonly Kind[];
}

/** The paths from one to another, the shortest first. */
export async function paths(from: Id, to: Id, wish: Wish, asking: Asking): Promise<Found> {
  const { paths } = await ask(PathsDocument, { from: [from], to: [to], where: toFilter(wish), maxLength: wish.steps, first: wish.first }, asking);
  return toFound(paths);
}

/**
 * A wish with what the legend switches off taken out of it; `all` are the kinds and relations that there are. Null where
 * nothing is left that could lie between.
 */
export function narrowed(wish: Wish, { relationsOff, kindsOff }: Passing, all: { readonly relations: readonly RelationType[]; readonly kinds: readonly Kind[] }): Wish | null {
  const left = <T>(chosen: readonly T[], off: readonly T[], every: readonly T[]) => (off.length === 0 ? chosen : (chosen.length > 0 ? chosen : every).filter((one) => !off.includes(one)));
  const relations = left(wish.relations, relationsOff, all.relations);
  const kinds = left(wish.kinds, kindsOff, all.kinds);
  if ((relationsOff.length > 0 && relations.length === 0) || (kindsOff.length > 0 && kinds.length === 0)) return null;
  return { ...wish, relations, kinds };
}

/** A wish as the server is asked for it. */
export function toFilter({ relations, kinds, within, match, minOrigins, minCertainty }: Wish) {
  const provenance = {
    ...(minOrigins > 0 ? { minOrigins } : {}),
    ...(minCertainty ? { certainty: certainties.slice(0, certainties.indexOf(minCertainty) + 1) } : {}),
  };
  return {
    ...(relations.length > 0 ? { relations: [...relations] } : {}),
    ...(kinds.length > 0 ? { kinds: [...kinds] } : {}),
    // What has no time at all is left out of no window here, as in the picture.
    ...(within ? { when: { within, match, undated: true } } : {}),
    ...(Object.keys(provenance).length > 0 ? { provenance } : {}),
  };
}

export function toFound(answer: PathsQuery['paths']): Found {
  if (!answer) return { paths: [], stopped: 'The server gave no paths.' };
  const stopped = answer.timedOut
    ? `The search ran out of time after ${answer.explored.toLocaleString('en')} relations: there may be more paths, and shorter ones.`
    : answer.truncated
      ? `The search stopped at its bound of ${answer.explored.toLocaleString('en')} relations: there may be more paths.`
      : '';
  return {
    stopped,
    paths: answer.paths.map(({ nodes, hops }) => ({
      nodes: nodes.map(toNode),
      hops: hops.map((hop) => ({ edge: toEdge(hop), statements: hop.evidence.edges.map(({ node }) => toStatement(node)), total: hop.evidence.totalCount })),
    })),
  };
}

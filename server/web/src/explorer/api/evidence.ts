/** What is known of one thing, and who says so. */
import { ClaimFileDocument, EdgeEvidenceDocument, EntityFileDocument, StatementFileDocument, type ClaimFileQuery, type EntityFileQuery, type StatementFileQuery } from '../gen/graphql';
import type { Id } from '../model';
import { ask, AskError, type Asking } from './client';

/** The most statements behind one thing that are listed. */
export const mostStatements = 25;

/** How many rows each list of a file has at first, and at most. */
export const fewRows = 8;
export const mostRows = 40;

export type ClaimFile = NonNullable<ClaimFileQuery['claim']>;
export type EntityFile = NonNullable<EntityFileQuery['node']>;
export type StatementFile = Extract<NonNullable<StatementFileQuery['node']>, { claim: unknown }>;

/** The statements behind an edge, and how many there are in all. */
export async function edgeEvidence(id: Id, asking: Asking) {
  const { relation } = await ask(EdgeEvidenceDocument, { id, first: mostStatements }, asking);
  return { statements: found(relation).evidence.edges.map(({ node }) => node), total: found(relation).evidence.totalCount };
}

/** A claim with all who say or deny it, and the claims beside which it cannot be so, with theirs. */
export async function claimFile(id: Id, asking: Asking): Promise<ClaimFile> {
  return found((await ask(ClaimFileDocument, { id, first: mostStatements }, asking)).claim);
}

/** One act of saying, with the way that its words took. */
export async function statementFile(id: Id, asking: Asking): Promise<StatementFile> {
  return found((await ask(StatementFileDocument, { id }, asking)).node) as StatementFile;
}

/** What is known of anything else: whom it met, where, what is claimed about it and by it. */
export async function entityFile(id: Id, first: number, asking: Asking): Promise<EntityFile> {
  return found((await ask(EntityFileDocument, { id, first }, asking)).node);
}

function found<T>(thing: T | null): T {
  if (thing === null) throw new AskError('It is no longer in the graph.', 'NOT_FOUND', false);
  return thing;
}

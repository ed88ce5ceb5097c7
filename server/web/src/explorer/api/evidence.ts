/** The statements behind a node or an edge. */
import { EdgeEvidenceDocument, NodeEvidenceDocument, type SaidFragment } from '../gen/graphql';
import type { Id } from '../model';
import { ask, type Asking } from './client';

export interface Evidence {
  readonly statements: readonly SaidFragment[];
  /** How many there are in all. */
  readonly total: number;
}

interface Listed {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: SaidFragment }[];
}

/** The first statements behind an edge, or a node that carries some: a claim, an event; a statement is its own. */
export async function evidence(id: Id, ofNode: boolean, first: number, asking: Asking): Promise<Evidence> {
  if (!ofNode) {
    const { relation } = await ask(EdgeEvidenceDocument, { id, first }, asking);
    return listed(relation?.evidence);
  }
  const { node } = await ask(NodeEvidenceDocument, { id, first }, asking);
  if (node && 'assertions' in node) return listed(node.assertions);
  if (node && 'evidence' in node) return listed(node.evidence);
  if (node && 'polarity' in node) return { statements: [node as SaidFragment], total: 1 };
  return { statements: [], total: 0 };
}

function listed(connection: Listed | undefined): Evidence {
  return { statements: connection?.edges.map(({ node }) => node) ?? [], total: connection?.totalCount ?? 0 };
}

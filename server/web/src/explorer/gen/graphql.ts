/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** How sure the speaker's own words are, as in FactBank: not how sure we are of the speaker. */
export type Certainty =
  /** Said as a fact, or passed on with no hedge of its own. */
  | 'CERTAIN'
  /** Held to be possible, and no more: `may`, `could`. */
  | 'POSSIBLE'
  /** Hedged, but held to be so rather than not: `reportedly`, `allegedly`, `probably`. */
  | 'PROBABLE'
  /** Neither held to be so nor not to be so, as in a question. */
  | 'UNCOMMITTED';

/** Which way edges are followed: from their source, to it, or either. */
export type EdgeDirection =
  /** Either way. */
  | 'BOTH'
  /** From the others to the node. */
  | 'IN'
  /** From the node to the others. */
  | 'OUT';

/** The kinds of node. */
export type Kind =
  /** One act of saying a claim. */
  | 'ASSERTION'
  /** What is said to be so, apart from who says it. */
  | 'CLAIM'
  /** What is written or recorded, and can be cited. */
  | 'DOCUMENT'
  /** An event that is no meeting. */
  | 'INCIDENT'
  /** An event that people take part in to meet. */
  | 'MEETING'
  /** A body of people that can act and speak. */
  | 'ORGANIZATION'
  /** Somebody known by name. */
  | 'PERSON'
  /** Where things happen. */
  | 'PLACE'
  /** Somebody a source speaks of without a name. */
  | 'UNNAMED_AGENT';

/** Whether an imprecise time must overlap a window on every reading of it, or may on some reading. */
export type Match =
  /** It overlaps on every reading of the time. */
  | 'CERTAIN'
  /** It overlaps on some reading of the time. */
  | 'POSSIBLE';

/** Whether a claim was asserted to be so, or denied. */
export type Polarity =
  /** It is said to be so. */
  | 'AFFIRMED'
  /** It is said not to be so. */
  | 'DENIED';

/** What stands behind it: at least so many documents and origins; `certainty` lists any of these, and is not "at least". */
export type ProvenanceFilter = {
  /** Whether only somebody unnamed says so. */
  anonymous?: boolean | null | undefined;
  /** As certain as one of these; what nothing stands behind has no certainty, and matches none. */
  certainty?: Array<Certainty> | null | undefined;
  /** Whether it is contradicted, or denied. */
  disputed?: boolean | null | undefined;
  /** At least so many distinct documents. */
  minDocuments?: number | null | undefined;
  /** At least so many distinct origins. */
  minOrigins?: number | null | undefined;
};

/** Every type of edge. Those named in `@edge` are stored, and all stand here. MET, who met whom, is computed from the meetings and never stored. */
export type RelationType =
  /** What a claim speaks of. */
  | 'ABOUT'
  /** Whom an assertion was said to. */
  | 'ADDRESSEE'
  /** The document that an assertion stands in. */
  | 'APPEARS_IN'
  /** The claim that an assertion makes. */
  | 'ASSERTS'
  /** Who took part in an event. */
  | 'ATTENDED'
  /** The assertion that another passes on. */
  | 'CITES'
  /** Claims that cannot both be so: two, since none may contradict itself. */
  | 'CONTRADICTS'
  /** Where an event took place. */
  | 'HELD_AT'
  /** Whom an agent belongs to, and the post it holds there. */
  | 'MEMBER_OF'
  /** The document that speaks of somebody without a name. */
  | 'MENTIONED_IN'
  /** Who took part in one meeting. */
  | 'MET'
  /** The place that another is in. */
  | 'PART_OF'
  /** Where an agent was, apart from any event. */
  | 'PRESENT_AT'
  /** Who published a document. */
  | 'PUBLISHED'
  /** The event that something was said in. */
  | 'SAID_IN'
  /** Who speaks in an assertion. */
  | 'SPEAKER'
  /** A claim that speaks for another. */
  | 'SUPPORTS';

/** Source reliability, the letter of the Admiralty code; F means it cannot be judged. */
export type Reliability =
  /** Completely reliable. */
  | 'A'
  /** Usually reliable. */
  | 'B'
  /** Fairly reliable. */
  | 'C'
  /** Not usually reliable. */
  | 'D'
  /** Unreliable. */
  | 'E'
  /** It cannot be judged. */
  | 'F';

/**
 * Which part of the graph a search sees: every edge has to pass, and every node but those that it starts from. `kinds` and
 * `maxDegree`, the most edges that a node may have, are of nodes; `relations` and `provenance` are of edges. `when` is of both: of each edge,
 * whose time is its own or else that of the node at its source or its target, and of each node of a kind that has a time: `when` of an event or a
 * claim, `published` of a document, `saidAt` of an assertion. It hides no person, organization or place. MET joins those who
 * took part in one meeting; where it stands in `relations`, `when` and `provenance` must hold for both participations. Without `relations`
 * all that is stored passes. `exclude` has at most 500 ids.
 */
export type TraversalFilter = {
  /** None of these nodes, at most 500. */
  exclude?: Array<string | number> | null | undefined;
  /** Only nodes of these kinds. */
  kinds?: Array<Kind> | null | undefined;
  /** Only nodes with so many edges at most, which leaves out those that all the world hangs on. */
  maxDegree?: number | null | undefined;
  /** Only edges that so much stands behind. */
  provenance?: ProvenanceFilter | null | undefined;
  /** Only edges of these types; without it all that are stored. */
  relations?: Array<RelationType> | null | undefined;
  /** Only what was so in this window, nodes of kinds that have a time and edges alike. */
  when?: Window | null | undefined;
};

/** A time window on when something was so, never on when it was typed in. */
export type Window = {
  /** Whether on some reading of an imprecise time is enough, or it must be so on every reading. */
  match?: Match;
  /** Whether what has no time at all passes. */
  undated?: boolean;
  /** The window: from the first instant of this time to its last. */
  within: string;
};

export type DifferQueryVariables = Exact<{
  about?: Array<string | number> | string | number | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type DifferQuery = { disputes: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ note: string | null, node: { id: string, text: string, assertions: { totalCount: number, nodes: Array<{ id: string, polarity: Polarity, speaker:
              | { __typename: 'Organization', id: string, name: string }
              | { __typename: 'Person', id: string, name: string }
              | { __typename: 'UnnamedAgent', id: string, name: string }
             | null, document: { __typename: 'Document', id: string, name: string } | null }> }, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } }, against: { id: string, text: string, assertions: { totalCount: number, nodes: Array<{ id: string, polarity: Polarity, speaker:
              | { __typename: 'Organization', id: string, name: string }
              | { __typename: 'Person', id: string, name: string }
              | { __typename: 'UnnamedAgent', id: string, name: string }
             | null, document: { __typename: 'Document', id: string, name: string } | null }> }, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } } | null }> } | null };

export type SideFragment = { id: string, polarity: Polarity, speaker:
    | { __typename: 'Organization', id: string, name: string }
    | { __typename: 'Person', id: string, name: string }
    | { __typename: 'UnnamedAgent', id: string, name: string }
   | null, document: { __typename: 'Document', id: string, name: string } | null };

export type TogetherQueryVariables = Exact<{
  of: string | number;
  with: string | number;
  first: number;
}>;


export type TogetherQuery = { coPresence: { totalCount: number, edges: Array<{ match: Match, overlap: { edtf: string } | null, node: { __typename: 'Place', id: string, name: string }, one: { id: string, relation: RelationType, role: string | null, source:
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
        , target:
          | { __typename: 'Document', id: string, name: string }
          | { __typename: 'Incident', id: string, name: string }
          | { __typename: 'Meeting', id: string, name: string }
          | { __typename: 'Organization', id: string, name: string }
          | { __typename: 'Person', id: string, name: string }
          | { __typename: 'Place', id: string, name: string }
          | { __typename: 'UnnamedAgent', id: string, name: string }
          | Record<PropertyKey, never>
        , provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } }, other: { id: string, relation: RelationType, role: string | null, source:
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
        , target:
          | { __typename: 'Document', id: string, name: string }
          | { __typename: 'Incident', id: string, name: string }
          | { __typename: 'Meeting', id: string, name: string }
          | { __typename: 'Organization', id: string, name: string }
          | { __typename: 'Person', id: string, name: string }
          | { __typename: 'Place', id: string, name: string }
          | { __typename: 'UnnamedAgent', id: string, name: string }
          | Record<PropertyKey, never>
        , provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } } }> } | null };

export type PlacedFragment = { id: string, relation: RelationType, role: string | null, source:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
  , target:
    | { __typename: 'Document', id: string, name: string }
    | { __typename: 'Incident', id: string, name: string }
    | { __typename: 'Meeting', id: string, name: string }
    | { __typename: 'Organization', id: string, name: string }
    | { __typename: 'Person', id: string, name: string }
    | { __typename: 'Place', id: string, name: string }
    | { __typename: 'UnnamedAgent', id: string, name: string }
    | Record<PropertyKey, never>
  , provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } };

type Who_Document_Fragment = { __typename: 'Document', id: string, name: string };

type Who_Incident_Fragment = { __typename: 'Incident', id: string, name: string };

type Who_Meeting_Fragment = { __typename: 'Meeting', id: string, name: string };

type Who_Organization_Fragment = { __typename: 'Organization', id: string, name: string };

type Who_Person_Fragment = { __typename: 'Person', id: string, name: string };

type Who_Place_Fragment = { __typename: 'Place', id: string, name: string };

type Who_UnnamedAgent_Fragment = { __typename: 'UnnamedAgent', id: string, name: string };

export type WhoFragment =
  | Who_Document_Fragment
  | Who_Incident_Fragment
  | Who_Meeting_Fragment
  | Who_Organization_Fragment
  | Who_Person_Fragment
  | Who_Place_Fragment
  | Who_UnnamedAgent_Fragment
;

export type LinkFragment = { id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, saidAt: { edtf: string, text: string | null } | null, speaker:
    | { __typename: 'Organization', id: string, name: string }
    | { __typename: 'Person', id: string, name: string }
    | { __typename: 'UnnamedAgent', id: string, name: string }
   | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
      | { __typename: 'Organization', id: string, name: string }
      | { __typename: 'Person', id: string, name: string }
      | { __typename: 'UnnamedAgent', id: string, name: string }
    > }, saidIn:
    | { __typename: 'Incident', id: string, name: string }
    | { __typename: 'Meeting', id: string, name: string }
   | null };

export type SaidFragment = { id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, claim: { id: string, text: string }, attributionChain: Array<{ id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, saidAt: { edtf: string, text: string | null } | null, speaker:
      | { __typename: 'Organization', id: string, name: string }
      | { __typename: 'Person', id: string, name: string }
      | { __typename: 'UnnamedAgent', id: string, name: string }
     | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
        | { __typename: 'Organization', id: string, name: string }
        | { __typename: 'Person', id: string, name: string }
        | { __typename: 'UnnamedAgent', id: string, name: string }
      > }, saidIn:
      | { __typename: 'Incident', id: string, name: string }
      | { __typename: 'Meeting', id: string, name: string }
     | null }>, saidAt: { edtf: string, text: string | null } | null, speaker:
    | { __typename: 'Organization', id: string, name: string }
    | { __typename: 'Person', id: string, name: string }
    | { __typename: 'UnnamedAgent', id: string, name: string }
   | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
      | { __typename: 'Organization', id: string, name: string }
      | { __typename: 'Person', id: string, name: string }
      | { __typename: 'UnnamedAgent', id: string, name: string }
    > }, saidIn:
    | { __typename: 'Incident', id: string, name: string }
    | { __typename: 'Meeting', id: string, name: string }
   | null };

export type StatementsFragment = { totalCount: number, nodes: Array<{ id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, claim: { id: string, text: string }, attributionChain: Array<{ id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, saidAt: { edtf: string, text: string | null } | null, speaker:
        | { __typename: 'Organization', id: string, name: string }
        | { __typename: 'Person', id: string, name: string }
        | { __typename: 'UnnamedAgent', id: string, name: string }
       | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
          | { __typename: 'Organization', id: string, name: string }
          | { __typename: 'Person', id: string, name: string }
          | { __typename: 'UnnamedAgent', id: string, name: string }
        > }, saidIn:
        | { __typename: 'Incident', id: string, name: string }
        | { __typename: 'Meeting', id: string, name: string }
       | null }>, saidAt: { edtf: string, text: string | null } | null, speaker:
      | { __typename: 'Organization', id: string, name: string }
      | { __typename: 'Person', id: string, name: string }
      | { __typename: 'UnnamedAgent', id: string, name: string }
     | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
        | { __typename: 'Organization', id: string, name: string }
        | { __typename: 'Person', id: string, name: string }
        | { __typename: 'UnnamedAgent', id: string, name: string }
      > }, saidIn:
      | { __typename: 'Incident', id: string, name: string }
      | { __typename: 'Meeting', id: string, name: string }
     | null }> };

export type ClaimLineFragment = { id: string, text: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } };

export type EdgeEvidenceQueryVariables = Exact<{
  id: string | number;
  first: number;
}>;


export type EdgeEvidenceQuery = { relation: { id: string, evidence: { totalCount: number, edges: Array<{ node: { id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, claim: { id: string, text: string }, attributionChain: Array<{ id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, saidAt: { edtf: string, text: string | null } | null, speaker:
              | { __typename: 'Organization', id: string, name: string }
              | { __typename: 'Person', id: string, name: string }
              | { __typename: 'UnnamedAgent', id: string, name: string }
             | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
                | { __typename: 'Organization', id: string, name: string }
                | { __typename: 'Person', id: string, name: string }
                | { __typename: 'UnnamedAgent', id: string, name: string }
              > }, saidIn:
              | { __typename: 'Incident', id: string, name: string }
              | { __typename: 'Meeting', id: string, name: string }
             | null }>, saidAt: { edtf: string, text: string | null } | null, speaker:
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'UnnamedAgent', id: string, name: string }
           | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
              | { __typename: 'Organization', id: string, name: string }
              | { __typename: 'Person', id: string, name: string }
              | { __typename: 'UnnamedAgent', id: string, name: string }
            > }, saidIn:
            | { __typename: 'Incident', id: string, name: string }
            | { __typename: 'Meeting', id: string, name: string }
           | null } }> } } | null };

export type ClaimFileQueryVariables = Exact<{
  id: string | number;
  first: number;
}>;


export type ClaimFileQuery = { claim: { id: string, text: string, about: { totalCount: number, edges: Array<{ id: string, role: string | null, node:
          | { __typename: 'Document', id: string, name: string }
          | { __typename: 'Incident', id: string, name: string }
          | { __typename: 'Meeting', id: string, name: string }
          | { __typename: 'Organization', id: string, name: string }
          | { __typename: 'Person', id: string, name: string }
          | { __typename: 'Place', id: string, name: string }
          | { __typename: 'UnnamedAgent', id: string, name: string }
         }> }, assertions: { totalCount: number, nodes: Array<{ id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, claim: { id: string, text: string }, attributionChain: Array<{ id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, saidAt: { edtf: string, text: string | null } | null, speaker:
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'UnnamedAgent', id: string, name: string }
           | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
              | { __typename: 'Organization', id: string, name: string }
              | { __typename: 'Person', id: string, name: string }
              | { __typename: 'UnnamedAgent', id: string, name: string }
            > }, saidIn:
            | { __typename: 'Incident', id: string, name: string }
            | { __typename: 'Meeting', id: string, name: string }
           | null }>, saidAt: { edtf: string, text: string | null } | null, speaker:
          | { __typename: 'Organization', id: string, name: string }
          | { __typename: 'Person', id: string, name: string }
          | { __typename: 'UnnamedAgent', id: string, name: string }
         | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'UnnamedAgent', id: string, name: string }
          > }, saidIn:
          | { __typename: 'Incident', id: string, name: string }
          | { __typename: 'Meeting', id: string, name: string }
         | null }> }, contradicts: { totalCount: number, edges: Array<{ id: string, note: string | null, node: { id: string, text: string, assertions: { totalCount: number, nodes: Array<{ id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, claim: { id: string, text: string }, attributionChain: Array<{ id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, saidAt: { edtf: string, text: string | null } | null, speaker:
                  | { __typename: 'Organization', id: string, name: string }
                  | { __typename: 'Person', id: string, name: string }
                  | { __typename: 'UnnamedAgent', id: string, name: string }
                 | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
                    | { __typename: 'Organization', id: string, name: string }
                    | { __typename: 'Person', id: string, name: string }
                    | { __typename: 'UnnamedAgent', id: string, name: string }
                  > }, saidIn:
                  | { __typename: 'Incident', id: string, name: string }
                  | { __typename: 'Meeting', id: string, name: string }
                 | null }>, saidAt: { edtf: string, text: string | null } | null, speaker:
                | { __typename: 'Organization', id: string, name: string }
                | { __typename: 'Person', id: string, name: string }
                | { __typename: 'UnnamedAgent', id: string, name: string }
               | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
                  | { __typename: 'Organization', id: string, name: string }
                  | { __typename: 'Person', id: string, name: string }
                  | { __typename: 'UnnamedAgent', id: string, name: string }
                > }, saidIn:
                | { __typename: 'Incident', id: string, name: string }
                | { __typename: 'Meeting', id: string, name: string }
               | null }> }, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } } }> }, supports: { edges: Array<{ id: string, node: { id: string, text: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } } }> }, supportedBy: { edges: Array<{ id: string, node: { id: string, text: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } } }> }, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } } | null };

export type StatementFileQueryVariables = Exact<{
  id: string | number;
}>;


export type StatementFileQuery = { node:
    | { id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, citedBy: { totalCount: number, nodes: Array<{ id: string, verb: string | null, speaker:
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'UnnamedAgent', id: string, name: string }
           | null, document: { __typename: 'Document', id: string, name: string } | null }> }, claim: { id: string, text: string }, attributionChain: Array<{ id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, saidAt: { edtf: string, text: string | null } | null, speaker:
          | { __typename: 'Organization', id: string, name: string }
          | { __typename: 'Person', id: string, name: string }
          | { __typename: 'UnnamedAgent', id: string, name: string }
         | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'UnnamedAgent', id: string, name: string }
          > }, saidIn:
          | { __typename: 'Incident', id: string, name: string }
          | { __typename: 'Meeting', id: string, name: string }
         | null }>, saidAt: { edtf: string, text: string | null } | null, speaker:
        | { __typename: 'Organization', id: string, name: string }
        | { __typename: 'Person', id: string, name: string }
        | { __typename: 'UnnamedAgent', id: string, name: string }
       | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
          | { __typename: 'Organization', id: string, name: string }
          | { __typename: 'Person', id: string, name: string }
          | { __typename: 'UnnamedAgent', id: string, name: string }
        > }, saidIn:
        | { __typename: 'Incident', id: string, name: string }
        | { __typename: 'Meeting', id: string, name: string }
       | null }
    | Record<PropertyKey, never>
   | null };

export type EntityFileQueryVariables = Exact<{
  id: string | number;
  first: number;
}>;


export type EntityFileQuery = { node:
    | { __typename: 'Assertion' }
    | { __typename: 'Claim' }
    | { __typename: 'Document', aliases: Array<string>, description: string | null, url: string | null, reliability: Reliability | null, claimsAbout: { totalCount: number, edges: Array<{ id: string, role: string | null, node: { id: string, text: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } } }> }, published: { edtf: string } | null, publisher: { __typename: 'Organization', id: string, name: string } | null, written: { totalCount: number, nodes: Array<{ id: string, verb: string | null, polarity: Polarity, hedges: Array<string>, claim: { id: string, text: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } } }> } }
    | { __typename: 'Incident', aliases: Array<string>, description: string | null, claimsAbout: { totalCount: number, edges: Array<{ id: string, role: string | null, node: { id: string, text: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } } }> }, eventTime: { edtf: string, text: string | null } | null, place: { __typename: 'Place', id: string, name: string } | null, participants: { totalCount: number, edges: Array<{ id: string, role: string | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean }, node:
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'UnnamedAgent', id: string, name: string }
           }> }, happened: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean }, evidence: { totalCount: number, edges: Array<{ node: { id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, claim: { id: string, text: string }, attributionChain: Array<{ id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, saidAt: { edtf: string, text: string | null } | null, speaker:
                | { __typename: 'Organization', id: string, name: string }
                | { __typename: 'Person', id: string, name: string }
                | { __typename: 'UnnamedAgent', id: string, name: string }
               | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
                  | { __typename: 'Organization', id: string, name: string }
                  | { __typename: 'Person', id: string, name: string }
                  | { __typename: 'UnnamedAgent', id: string, name: string }
                > }, saidIn:
                | { __typename: 'Incident', id: string, name: string }
                | { __typename: 'Meeting', id: string, name: string }
               | null }>, saidAt: { edtf: string, text: string | null } | null, speaker:
              | { __typename: 'Organization', id: string, name: string }
              | { __typename: 'Person', id: string, name: string }
              | { __typename: 'UnnamedAgent', id: string, name: string }
             | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
                | { __typename: 'Organization', id: string, name: string }
                | { __typename: 'Person', id: string, name: string }
                | { __typename: 'UnnamedAgent', id: string, name: string }
              > }, saidIn:
              | { __typename: 'Incident', id: string, name: string }
              | { __typename: 'Meeting', id: string, name: string }
             | null } }> } }
    | { __typename: 'Meeting', aliases: Array<string>, description: string | null, topics: Array<string>, claimsAbout: { totalCount: number, edges: Array<{ id: string, role: string | null, node: { id: string, text: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } } }> }, eventTime: { edtf: string, text: string | null } | null, place: { __typename: 'Place', id: string, name: string } | null, participants: { totalCount: number, edges: Array<{ id: string, role: string | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean }, node:
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'UnnamedAgent', id: string, name: string }
           }> }, happened: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean }, evidence: { totalCount: number, edges: Array<{ node: { id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, claim: { id: string, text: string }, attributionChain: Array<{ id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, saidAt: { edtf: string, text: string | null } | null, speaker:
                | { __typename: 'Organization', id: string, name: string }
                | { __typename: 'Person', id: string, name: string }
                | { __typename: 'UnnamedAgent', id: string, name: string }
               | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
                  | { __typename: 'Organization', id: string, name: string }
                  | { __typename: 'Person', id: string, name: string }
                  | { __typename: 'UnnamedAgent', id: string, name: string }
                > }, saidIn:
                | { __typename: 'Incident', id: string, name: string }
                | { __typename: 'Meeting', id: string, name: string }
               | null }>, saidAt: { edtf: string, text: string | null } | null, speaker:
              | { __typename: 'Organization', id: string, name: string }
              | { __typename: 'Person', id: string, name: string }
              | { __typename: 'UnnamedAgent', id: string, name: string }
             | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
                | { __typename: 'Organization', id: string, name: string }
                | { __typename: 'Person', id: string, name: string }
                | { __typename: 'UnnamedAgent', id: string, name: string }
              > }, saidIn:
              | { __typename: 'Incident', id: string, name: string }
              | { __typename: 'Meeting', id: string, name: string }
             | null } }> } }
    | { __typename: 'Organization', aliases: Array<string>, description: string | null, claimsAbout: { totalCount: number, edges: Array<{ id: string, role: string | null, node: { id: string, text: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } } }> }, metWith: { totalCount: number, edges: Array<{ count: number, firstMet: { edtf: string } | null, lastMet: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean }, node:
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'UnnamedAgent', id: string, name: string }
          , meetings: { nodes: Array<
              | { id: string, name: string, place: { __typename: 'Place', id: string, name: string } | null }
              | { id: string, name: string, place: { __typename: 'Place', id: string, name: string } | null }
            > } }> }, memberships: { totalCount: number, edges: Array<{ id: string, role: string | null, title: string | null, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean }, node: { __typename: 'Organization', id: string, name: string } }> }, whereabouts: { totalCount: number, edges: Array<{ id: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean }, node: { __typename: 'Place', id: string, name: string } }> }, said: { totalCount: number, nodes: Array<{ id: string, verb: string | null, polarity: Polarity, hedges: Array<string>, claim: { id: string, text: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } } }> } }
    | { __typename: 'Person', aliases: Array<string>, description: string | null, claimsAbout: { totalCount: number, edges: Array<{ id: string, role: string | null, node: { id: string, text: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } } }> }, metWith: { totalCount: number, edges: Array<{ count: number, firstMet: { edtf: string } | null, lastMet: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean }, node:
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'UnnamedAgent', id: string, name: string }
          , meetings: { nodes: Array<
              | { id: string, name: string, place: { __typename: 'Place', id: string, name: string } | null }
              | { id: string, name: string, place: { __typename: 'Place', id: string, name: string } | null }
            > } }> }, memberships: { totalCount: number, edges: Array<{ id: string, role: string | null, title: string | null, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean }, node: { __typename: 'Organization', id: string, name: string } }> }, whereabouts: { totalCount: number, edges: Array<{ id: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean }, node: { __typename: 'Place', id: string, name: string } }> }, said: { totalCount: number, nodes: Array<{ id: string, verb: string | null, polarity: Polarity, hedges: Array<string>, claim: { id: string, text: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } } }> } }
    | { __typename: 'Place', aliases: Array<string>, description: string | null, claimsAbout: { totalCount: number, edges: Array<{ id: string, role: string | null, node: { id: string, text: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } } }> }, partOf: { __typename: 'Place', id: string, name: string } | null, held: { totalCount: number, nodes: Array<
          | { __typename: 'Incident', id: string, name: string, when: { edtf: string } | null }
          | { __typename: 'Meeting', id: string, name: string, when: { edtf: string } | null }
        > }, present: { totalCount: number, edges: Array<{ id: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean }, node:
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'UnnamedAgent', id: string, name: string }
           }> } }
    | { __typename: 'UnnamedAgent', aliases: Array<string>, description: string | null, claimsAbout: { totalCount: number, edges: Array<{ id: string, role: string | null, node: { id: string, text: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } } }> }, metWith: { totalCount: number, edges: Array<{ count: number, firstMet: { edtf: string } | null, lastMet: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean }, node:
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'UnnamedAgent', id: string, name: string }
          , meetings: { nodes: Array<
              | { id: string, name: string, place: { __typename: 'Place', id: string, name: string } | null }
              | { id: string, name: string, place: { __typename: 'Place', id: string, name: string } | null }
            > } }> }, memberships: { totalCount: number, edges: Array<{ id: string, role: string | null, title: string | null, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean }, node: { __typename: 'Organization', id: string, name: string } }> }, whereabouts: { totalCount: number, edges: Array<{ id: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean }, node: { __typename: 'Place', id: string, name: string } }> }, said: { totalCount: number, nodes: Array<{ id: string, verb: string | null, polarity: Polarity, hedges: Array<string>, claim: { id: string, text: string, when: { edtf: string } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } } }> }, mentionedIn: { __typename: 'Document', id: string, name: string } | null }
   | null };

export type PathsQueryVariables = Exact<{
  from: Array<string | number> | string | number;
  to: Array<string | number> | string | number;
  where?: TraversalFilter | null | undefined;
  maxLength: number;
  first: number;
}>;


export type PathsQuery = { paths: { truncated: boolean, timedOut: boolean, explored: number, paths: Array<{ length: number, nodes: Array<{ id: string, kind: Kind, label: string, degree: number, when: { edtf: string, text: string | null, startEarliest: string | null, startLatest: string | null, endEarliest: string | null, endLatest: string | null, approximate: boolean, uncertain: boolean } | null, node:
          | { hedges: Array<string>, speaker:
              | { name: string }
              | { name: string }
              | { name: string }
             | null, claim: { text: string } }
          | { provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } }
          | { description: string | null, documentType: string | null }
          | { description: string | null, incidentType: string | null, place: { id: string, name: string, coordinates: { latitude: number, longitude: number } | null } | null }
          | { description: string | null, place: { id: string, name: string, coordinates: { latitude: number, longitude: number } | null } | null }
          | { description: string | null }
          | { description: string | null }
          | { description: string | null, placeType: string | null, coordinates: { latitude: number, longitude: number } | null }
          | { description: string | null }
         }>, hops: Array<{ id: string, relation: RelationType, role: string | null, count: number, evidence: { totalCount: number, edges: Array<{ node: { id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, claim: { id: string, text: string }, attributionChain: Array<{ id: string, verb: string | null, quote: string | null, hedges: Array<string>, certainty: Certainty, polarity: Polarity, locator: string | null, saidAt: { edtf: string, text: string | null } | null, speaker:
                  | { __typename: 'Organization', id: string, name: string }
                  | { __typename: 'Person', id: string, name: string }
                  | { __typename: 'UnnamedAgent', id: string, name: string }
                 | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
                    | { __typename: 'Organization', id: string, name: string }
                    | { __typename: 'Person', id: string, name: string }
                    | { __typename: 'UnnamedAgent', id: string, name: string }
                  > }, saidIn:
                  | { __typename: 'Incident', id: string, name: string }
                  | { __typename: 'Meeting', id: string, name: string }
                 | null }>, saidAt: { edtf: string, text: string | null } | null, speaker:
                | { __typename: 'Organization', id: string, name: string }
                | { __typename: 'Person', id: string, name: string }
                | { __typename: 'UnnamedAgent', id: string, name: string }
               | null, document: { __typename: 'Document', url: string | null, id: string, name: string, publisher: { __typename: 'Organization', id: string, name: string } | null } | null, addressees: { nodes: Array<
                  | { __typename: 'Organization', id: string, name: string }
                  | { __typename: 'Person', id: string, name: string }
                  | { __typename: 'UnnamedAgent', id: string, name: string }
                > }, saidIn:
                | { __typename: 'Incident', id: string, name: string }
                | { __typename: 'Meeting', id: string, name: string }
               | null } }> }, source:
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
        , target:
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
        , when: { edtf: string, text: string | null, startEarliest: string | null, startLatest: string | null, endEarliest: string | null, endLatest: string | null, approximate: boolean, uncertain: boolean } | null, firstMet: { edtf: string, text: string | null, startEarliest: string | null, startLatest: string | null, endEarliest: string | null, endLatest: string | null, approximate: boolean, uncertain: boolean } | null, lastMet: { edtf: string, text: string | null, startEarliest: string | null, startLatest: string | null, endEarliest: string | null, endLatest: string | null, approximate: boolean, uncertain: boolean } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } }> }> } | null };

export type SearchQueryVariables = Exact<{
  text: string;
  first: number;
}>;


export type SearchQuery = { search: { totalCount: number, edges: Array<{ highlight: string | null, node:
        | { __typename: 'Assertion', verb: string | null, quote: string | null, id: string, speaker:
            | { name: string }
            | { name: string }
            | { name: string }
           | null, claim: { text: string } }
        | { __typename: 'Claim', text: string, id: string, when: { edtf: string } | null }
        | { __typename: 'Document', name: string, description: string | null, id: string }
        | { __typename: 'Incident', name: string, description: string | null, id: string, when: { edtf: string } | null }
        | { __typename: 'Meeting', name: string, description: string | null, id: string, when: { edtf: string } | null }
        | { __typename: 'Organization', name: string, description: string | null, id: string }
        | { __typename: 'Person', name: string, description: string | null, id: string }
        | { __typename: 'Place', name: string, description: string | null, id: string }
        | { __typename: 'UnnamedAgent', name: string, description: string | null, id: string }
       }> } };

export type BestConnectedQueryVariables = Exact<{ [key: string]: never; }>;


export type BestConnectedQuery = { centrality: Array<{ score: number, node:
      | { __typename: 'Assertion', id: string }
      | { __typename: 'Claim', id: string }
      | { __typename: 'Document', name: string, id: string }
      | { __typename: 'Incident', name: string, id: string }
      | { __typename: 'Meeting', name: string, id: string }
      | { __typename: 'Organization', name: string, id: string }
      | { __typename: 'Person', name: string, id: string }
      | { __typename: 'Place', name: string, id: string }
      | { __typename: 'UnnamedAgent', name: string, id: string }
     }> | null };

export type WorthAskingQueryVariables = Exact<{ [key: string]: never; }>;


export type WorthAskingQuery = { disputes: { edges: Array<{ node: { id: string, text: string } }> } | null, claims: { nodes: Array<{ id: string, text: string, assertions: { totalCount: number } }> }, places: { nodes: Array<{ id: string, name: string, partOf: { id: string } | null, events: { totalCount: number } }> } };

export type TimesFragment = { edtf: string, text: string | null, startEarliest: string | null, startLatest: string | null, endEarliest: string | null, endLatest: string | null, approximate: boolean, uncertain: boolean };

export type DrawnNodeFragment = { id: string, kind: Kind, label: string, degree: number, when: { edtf: string, text: string | null, startEarliest: string | null, startLatest: string | null, endEarliest: string | null, endLatest: string | null, approximate: boolean, uncertain: boolean } | null, node:
    | { hedges: Array<string>, speaker:
        | { name: string }
        | { name: string }
        | { name: string }
       | null, claim: { text: string } }
    | { provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } }
    | { description: string | null, documentType: string | null }
    | { description: string | null, incidentType: string | null, place: { id: string, name: string, coordinates: { latitude: number, longitude: number } | null } | null }
    | { description: string | null, place: { id: string, name: string, coordinates: { latitude: number, longitude: number } | null } | null }
    | { description: string | null }
    | { description: string | null }
    | { description: string | null, placeType: string | null, coordinates: { latitude: number, longitude: number } | null }
    | { description: string | null }
   };

export type BackingFragment = { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean };

export type DrawnEdgeFragment = { id: string, relation: RelationType, role: string | null, count: number, source:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
  , target:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
  , when: { edtf: string, text: string | null, startEarliest: string | null, startLatest: string | null, endEarliest: string | null, endLatest: string | null, approximate: boolean, uncertain: boolean } | null, firstMet: { edtf: string, text: string | null, startEarliest: string | null, startLatest: string | null, endEarliest: string | null, endLatest: string | null, approximate: boolean, uncertain: boolean } | null, lastMet: { edtf: string, text: string | null, startEarliest: string | null, startLatest: string | null, endEarliest: string | null, endLatest: string | null, approximate: boolean, uncertain: boolean } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } };

export type SurroundingsQueryVariables = Exact<{
  around: Array<string | number> | string | number;
  depth: number;
  where?: TraversalFilter | null | undefined;
  limit: number;
  collapse: boolean;
}>;


export type SurroundingsQuery = { subgraph: { omitted: number, truncated: boolean, nodes: Array<{ id: string, kind: Kind, label: string, degree: number, when: { edtf: string, text: string | null, startEarliest: string | null, startLatest: string | null, endEarliest: string | null, endLatest: string | null, approximate: boolean, uncertain: boolean } | null, node:
        | { hedges: Array<string>, speaker:
            | { name: string }
            | { name: string }
            | { name: string }
           | null, claim: { text: string } }
        | { provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } }
        | { description: string | null, documentType: string | null }
        | { description: string | null, incidentType: string | null, place: { id: string, name: string, coordinates: { latitude: number, longitude: number } | null } | null }
        | { description: string | null, place: { id: string, name: string, coordinates: { latitude: number, longitude: number } | null } | null }
        | { description: string | null }
        | { description: string | null }
        | { description: string | null, placeType: string | null, coordinates: { latitude: number, longitude: number } | null }
        | { description: string | null }
       }>, edges: Array<{ id: string, relation: RelationType, role: string | null, count: number, source:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
      , target:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
      , when: { edtf: string, text: string | null, startEarliest: string | null, startLatest: string | null, endEarliest: string | null, endLatest: string | null, approximate: boolean, uncertain: boolean } | null, firstMet: { edtf: string, text: string | null, startEarliest: string | null, startLatest: string | null, endEarliest: string | null, endLatest: string | null, approximate: boolean, uncertain: boolean } | null, lastMet: { edtf: string, text: string | null, startEarliest: string | null, startLatest: string | null, endEarliest: string | null, endLatest: string | null, approximate: boolean, uncertain: boolean } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } }> } | null };

export type MetWithinQueryVariables = Exact<{
  around: Array<string | number> | string | number;
  when: Window;
  limit: number;
}>;


export type MetWithinQuery = { subgraph: { truncated: boolean, edges: Array<{ id: string }> } | null };

export type DegreesQueryVariables = Exact<{
  of: string | number;
}>;


export type DegreesQuery = { degrees: Array<{ relation: RelationType, direction: EdgeDirection, kind: Kind, count: number }> };

export type DomainQueryVariables = Exact<{ [key: string]: never; }>;


export type DomainQuery = { ontology: { kinds: Array<{ kind: Kind, count: number, description: string | null }>, relations: Array<{ relation: RelationType, from: Array<Kind>, to: Array<Kind>, count: number, description: string | null }> } };

export type MetWithQueryVariables = Exact<{
  of: string | number;
}>;


export type MetWithQuery = { node:
    | { metWith: { totalCount: number } }
    | { metWith: { totalCount: number } }
    | { metWith: { totalCount: number } }
    | Record<PropertyKey, never>
   | null };

export type MetMostQueryVariables = Exact<{
  of: string | number;
  first: number;
}>;


export type MetMostQuery = { node:
    | { metWith: { totalCount: number, nodes: Array<
          | { id: string }
          | { id: string }
          | { id: string }
        > } }
    | { metWith: { totalCount: number, nodes: Array<
          | { id: string }
          | { id: string }
          | { id: string }
        > } }
    | { metWith: { totalCount: number, nodes: Array<
          | { id: string }
          | { id: string }
          | { id: string }
        > } }
    | Record<PropertyKey, never>
   | null };

export type ExistingQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type ExistingQuery = { nodes: Array<
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null> };

export type TimeLineQueryVariables = Exact<{
  of: Array<string | number> | string | number;
  window?: Window | null | undefined;
  first: number;
}>;


export type TimeLineQuery = { timeline: { totalCount: number, edges: Array<{ of: Array<string>, when: { edtf: string, startEarliest: string | null, endLatest: string | null } | null, node:
        | { __typename: 'Assertion', id: string, verb: string | null, claim: { text: string } }
        | { __typename: 'GraphEdge', id: string, relation: RelationType, source:
            | { id: string }
            | { id: string }
            | { name: string, id: string }
            | { name: string, id: string }
            | { name: string, id: string }
            | { name: string, id: string }
            | { name: string, id: string }
            | { name: string, id: string }
            | { name: string, id: string }
          , target:
            | { id: string }
            | { id: string }
            | { name: string, id: string }
            | { name: string, id: string }
            | { name: string, id: string }
            | { name: string, id: string }
            | { name: string, id: string }
            | { name: string, id: string }
            | { name: string, id: string }
           }
        | { __typename: 'Incident', id: string, name: string }
        | { __typename: 'Meeting', id: string, name: string }
       }> } | null };

export type MeetingsOfQueryVariables = Exact<{
  one: string | number;
  other: string | number;
  first: number;
}>;


export type MeetingsOfQuery = { meetings: { totalCount: number, nodes: Array<{ id: string }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const WhoFragmentDoc = new TypedDocumentString(`
    fragment Who on Entity {
  __typename
  id
  name
}
    `, {"fragmentName":"Who"}) as unknown as TypedDocumentString<WhoFragment, unknown>;
export const SideFragmentDoc = new TypedDocumentString(`
    fragment Side on Assertion {
  id
  polarity
  speaker {
    ...Who
  }
  document {
    ...Who
  }
}
    fragment Who on Entity {
  __typename
  id
  name
}`, {"fragmentName":"Side"}) as unknown as TypedDocumentString<SideFragment, unknown>;
export const BackingFragmentDoc = new TypedDocumentString(`
    fragment Backing on Provenance {
  documents
  origins
  certainty
  disputed
  anonymous
}
    `, {"fragmentName":"Backing"}) as unknown as TypedDocumentString<BackingFragment, unknown>;
export const PlacedFragmentDoc = new TypedDocumentString(`
    fragment Placed on GraphEdge {
  id
  relation
  role
  source {
    id
  }
  target {
    ... on Entity {
      ...Who
    }
  }
  provenance {
    ...Backing
  }
}
    fragment Who on Entity {
  __typename
  id
  name
}
fragment Backing on Provenance {
  documents
  origins
  certainty
  disputed
  anonymous
}`, {"fragmentName":"Placed"}) as unknown as TypedDocumentString<PlacedFragment, unknown>;
export const LinkFragmentDoc = new TypedDocumentString(`
    fragment Link on Assertion {
  id
  verb
  quote
  hedges
  certainty
  polarity
  locator
  saidAt {
    edtf
    text
  }
  speaker {
    ...Who
  }
  document {
    ...Who
    url
    publisher {
      ...Who
    }
  }
  addressees(first: 8) {
    nodes {
      ...Who
    }
  }
  saidIn {
    ...Who
  }
}
    fragment Who on Entity {
  __typename
  id
  name
}`, {"fragmentName":"Link"}) as unknown as TypedDocumentString<LinkFragment, unknown>;
export const SaidFragmentDoc = new TypedDocumentString(`
    fragment Said on Assertion {
  ...Link
  claim {
    id
    text
  }
  attributionChain {
    ...Link
  }
}
    fragment Who on Entity {
  __typename
  id
  name
}
fragment Link on Assertion {
  id
  verb
  quote
  hedges
  certainty
  polarity
  locator
  saidAt {
    edtf
    text
  }
  speaker {
    ...Who
  }
  document {
    ...Who
    url
    publisher {
      ...Who
    }
  }
  addressees(first: 8) {
    nodes {
      ...Who
    }
  }
  saidIn {
    ...Who
  }
}`, {"fragmentName":"Said"}) as unknown as TypedDocumentString<SaidFragment, unknown>;
export const StatementsFragmentDoc = new TypedDocumentString(`
    fragment Statements on AssertionConnection {
  totalCount
  nodes {
    ...Said
  }
}
    fragment Who on Entity {
  __typename
  id
  name
}
fragment Link on Assertion {
  id
  verb
  quote
  hedges
  certainty
  polarity
  locator
  saidAt {
    edtf
    text
  }
  speaker {
    ...Who
  }
  document {
    ...Who
    url
    publisher {
      ...Who
    }
  }
  addressees(first: 8) {
    nodes {
      ...Who
    }
  }
  saidIn {
    ...Who
  }
}
fragment Said on Assertion {
  ...Link
  claim {
    id
    text
  }
  attributionChain {
    ...Link
  }
}`, {"fragmentName":"Statements"}) as unknown as TypedDocumentString<StatementsFragment, unknown>;
export const ClaimLineFragmentDoc = new TypedDocumentString(`
    fragment ClaimLine on Claim {
  id
  text
  when {
    edtf
  }
  provenance {
    ...Backing
  }
}
    fragment Backing on Provenance {
  documents
  origins
  certainty
  disputed
  anonymous
}`, {"fragmentName":"ClaimLine"}) as unknown as TypedDocumentString<ClaimLineFragment, unknown>;
export const TimesFragmentDoc = new TypedDocumentString(`
    fragment Times on Period {
  edtf
  text
  startEarliest
  startLatest
  endEarliest
  endLatest
  approximate
  uncertain
}
    `, {"fragmentName":"Times"}) as unknown as TypedDocumentString<TimesFragment, unknown>;
export const DrawnNodeFragmentDoc = new TypedDocumentString(`
    fragment DrawnNode on GraphNode {
  id
  kind
  label
  degree
  when {
    ...Times
  }
  node {
    ... on Entity {
      description
    }
    ... on Place {
      placeType: type
      coordinates {
        latitude
        longitude
      }
    }
    ... on Event {
      place {
        id
        name
        coordinates {
          latitude
          longitude
        }
      }
    }
    ... on Incident {
      incidentType: type
    }
    ... on Document {
      documentType: type
    }
    ... on Claim {
      provenance {
        ...Backing
      }
    }
    ... on Assertion {
      speaker {
        name
      }
      claim {
        text
      }
      hedges
    }
  }
}
    fragment Times on Period {
  edtf
  text
  startEarliest
  startLatest
  endEarliest
  endLatest
  approximate
  uncertain
}
fragment Backing on Provenance {
  documents
  origins
  certainty
  disputed
  anonymous
}`, {"fragmentName":"DrawnNode"}) as unknown as TypedDocumentString<DrawnNodeFragment, unknown>;
export const DrawnEdgeFragmentDoc = new TypedDocumentString(`
    fragment DrawnEdge on GraphEdge {
  id
  relation
  role
  count
  source {
    id
  }
  target {
    id
  }
  when {
    ...Times
  }
  firstMet {
    ...Times
  }
  lastMet {
    ...Times
  }
  provenance {
    ...Backing
  }
}
    fragment Times on Period {
  edtf
  text
  startEarliest
  startLatest
  endEarliest
  endLatest
  approximate
  uncertain
}
fragment Backing on Provenance {
  documents
  origins
  certainty
  disputed
  anonymous
}`, {"fragmentName":"DrawnEdge"}) as unknown as TypedDocumentString<DrawnEdgeFragment, unknown>;
export const DifferDocument = new TypedDocumentString(`
    query Differ($about: [ID!], $first: Int!, $after: String) {
  disputes(about: $about, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      note
      node {
        ...ClaimLine
        assertions(first: 10) {
          totalCount
          nodes {
            ...Side
          }
        }
      }
      against {
        ...ClaimLine
        assertions(first: 10) {
          totalCount
          nodes {
            ...Side
          }
        }
      }
    }
  }
}
    fragment Side on Assertion {
  id
  polarity
  speaker {
    ...Who
  }
  document {
    ...Who
  }
}
fragment Who on Entity {
  __typename
  id
  name
}
fragment ClaimLine on Claim {
  id
  text
  when {
    edtf
  }
  provenance {
    ...Backing
  }
}
fragment Backing on Provenance {
  documents
  origins
  certainty
  disputed
  anonymous
}`) as unknown as TypedDocumentString<DifferQuery, DifferQueryVariables>;
export const TogetherDocument = new TypedDocumentString(`
    query Together($of: ID!, $with: ID!, $first: Int!) {
  coPresence(of: $of, with: $with, first: $first) {
    totalCount
    edges {
      match
      overlap {
        edtf
      }
      node {
        ...Who
      }
      one {
        ...Placed
      }
      other {
        ...Placed
      }
    }
  }
}
    fragment Placed on GraphEdge {
  id
  relation
  role
  source {
    id
  }
  target {
    ... on Entity {
      ...Who
    }
  }
  provenance {
    ...Backing
  }
}
fragment Who on Entity {
  __typename
  id
  name
}
fragment Backing on Provenance {
  documents
  origins
  certainty
  disputed
  anonymous
}`) as unknown as TypedDocumentString<TogetherQuery, TogetherQueryVariables>;
export const EdgeEvidenceDocument = new TypedDocumentString(`
    query EdgeEvidence($id: ID!, $first: Int!) {
  relation(id: $id) {
    id
    evidence(first: $first) {
      totalCount
      edges {
        node {
          ...Said
        }
      }
    }
  }
}
    fragment Who on Entity {
  __typename
  id
  name
}
fragment Link on Assertion {
  id
  verb
  quote
  hedges
  certainty
  polarity
  locator
  saidAt {
    edtf
    text
  }
  speaker {
    ...Who
  }
  document {
    ...Who
    url
    publisher {
      ...Who
    }
  }
  addressees(first: 8) {
    nodes {
      ...Who
    }
  }
  saidIn {
    ...Who
  }
}
fragment Said on Assertion {
  ...Link
  claim {
    id
    text
  }
  attributionChain {
    ...Link
  }
}`) as unknown as TypedDocumentString<EdgeEvidenceQuery, EdgeEvidenceQueryVariables>;
export const ClaimFileDocument = new TypedDocumentString(`
    query ClaimFile($id: ID!, $first: Int!) {
  claim(id: $id) {
    ...ClaimLine
    about(first: 20) {
      totalCount
      edges {
        id
        role
        node {
          ...Who
        }
      }
    }
    assertions(first: $first) {
      ...Statements
    }
    contradicts(first: 6) {
      totalCount
      edges {
        id
        note
        node {
          ...ClaimLine
          assertions(first: $first) {
            ...Statements
          }
        }
      }
    }
    supports(first: 6) {
      edges {
        id
        node {
          ...ClaimLine
        }
      }
    }
    supportedBy(first: 6) {
      edges {
        id
        node {
          ...ClaimLine
        }
      }
    }
  }
}
    fragment Who on Entity {
  __typename
  id
  name
}
fragment Link on Assertion {
  id
  verb
  quote
  hedges
  certainty
  polarity
  locator
  saidAt {
    edtf
    text
  }
  speaker {
    ...Who
  }
  document {
    ...Who
    url
    publisher {
      ...Who
    }
  }
  addressees(first: 8) {
    nodes {
      ...Who
    }
  }
  saidIn {
    ...Who
  }
}
fragment Said on Assertion {
  ...Link
  claim {
    id
    text
  }
  attributionChain {
    ...Link
  }
}
fragment Statements on AssertionConnection {
  totalCount
  nodes {
    ...Said
  }
}
fragment ClaimLine on Claim {
  id
  text
  when {
    edtf
  }
  provenance {
    ...Backing
  }
}
fragment Backing on Provenance {
  documents
  origins
  certainty
  disputed
  anonymous
}`) as unknown as TypedDocumentString<ClaimFileQuery, ClaimFileQueryVariables>;
export const StatementFileDocument = new TypedDocumentString(`
    query StatementFile($id: ID!) {
  node(id: $id) {
    ... on Assertion {
      ...Said
      citedBy(first: 10) {
        totalCount
        nodes {
          id
          verb
          speaker {
            ...Who
          }
          document {
            ...Who
          }
        }
      }
    }
  }
}
    fragment Who on Entity {
  __typename
  id
  name
}
fragment Link on Assertion {
  id
  verb
  quote
  hedges
  certainty
  polarity
  locator
  saidAt {
    edtf
    text
  }
  speaker {
    ...Who
  }
  document {
    ...Who
    url
    publisher {
      ...Who
    }
  }
  addressees(first: 8) {
    nodes {
      ...Who
    }
  }
  saidIn {
    ...Who
  }
}
fragment Said on Assertion {
  ...Link
  claim {
    id
    text
  }
  attributionChain {
    ...Link
  }
}`) as unknown as TypedDocumentString<StatementFileQuery, StatementFileQueryVariables>;
export const EntityFileDocument = new TypedDocumentString(`
    query EntityFile($id: ID!, $first: Int!) {
  node(id: $id) {
    __typename
    ... on Entity {
      aliases
      description
      claimsAbout(first: $first) {
        totalCount
        edges {
          id
          role
          node {
            ...ClaimLine
          }
        }
      }
    }
    ... on Agent {
      metWith(first: $first) {
        totalCount
        edges {
          count
          firstMet {
            edtf
          }
          lastMet {
            edtf
          }
          provenance {
            ...Backing
          }
          node {
            ...Who
          }
          meetings(first: 3) {
            nodes {
              id
              name
              place {
                ...Who
              }
            }
          }
        }
      }
      memberships(first: $first) {
        totalCount
        edges {
          id
          role
          title
          when {
            edtf
          }
          provenance {
            ...Backing
          }
          node {
            ...Who
          }
        }
      }
      whereabouts(first: $first) {
        totalCount
        edges {
          id
          when {
            edtf
          }
          provenance {
            ...Backing
          }
          node {
            ...Who
          }
        }
      }
      said(first: $first) {
        totalCount
        nodes {
          id
          verb
          polarity
          hedges
          claim {
            ...ClaimLine
          }
        }
      }
    }
    ... on UnnamedAgent {
      mentionedIn {
        ...Who
      }
    }
    ... on Place {
      partOf {
        ...Who
      }
      held: events(first: $first) {
        totalCount
        nodes {
          ...Who
          when {
            edtf
          }
        }
      }
      present(first: $first) {
        totalCount
        edges {
          id
          when {
            edtf
          }
          provenance {
            ...Backing
          }
          node {
            ...Who
          }
        }
      }
    }
    ... on Event {
      eventTime: when {
        edtf
        text
      }
      place {
        ...Who
      }
      participants(first: $first) {
        totalCount
        edges {
          id
          role
          provenance {
            ...Backing
          }
          node {
            ...Who
          }
        }
      }
      happened: provenance {
        ...Backing
      }
      evidence(first: $first) {
        totalCount
        edges {
          node {
            ...Said
          }
        }
      }
    }
    ... on Meeting {
      topics
    }
    ... on Document {
      url
      published {
        edtf
      }
      reliability
      publisher {
        ...Who
      }
      written: assertions(first: $first) {
        totalCount
        nodes {
          id
          verb
          polarity
          hedges
          claim {
            ...ClaimLine
          }
        }
      }
    }
  }
}
    fragment Who on Entity {
  __typename
  id
  name
}
fragment Link on Assertion {
  id
  verb
  quote
  hedges
  certainty
  polarity
  locator
  saidAt {
    edtf
    text
  }
  speaker {
    ...Who
  }
  document {
    ...Who
    url
    publisher {
      ...Who
    }
  }
  addressees(first: 8) {
    nodes {
      ...Who
    }
  }
  saidIn {
    ...Who
  }
}
fragment Said on Assertion {
  ...Link
  claim {
    id
    text
  }
  attributionChain {
    ...Link
  }
}
fragment ClaimLine on Claim {
  id
  text
  when {
    edtf
  }
  provenance {
    ...Backing
  }
}
fragment Backing on Provenance {
  documents
  origins
  certainty
  disputed
  anonymous
}`) as unknown as TypedDocumentString<EntityFileQuery, EntityFileQueryVariables>;
export const PathsDocument = new TypedDocumentString(`
    query Paths($from: [ID!]!, $to: [ID!]!, $where: TraversalFilter, $maxLength: Int!, $first: Int!) {
  paths(from: $from, to: $to, where: $where, maxLength: $maxLength, first: $first) {
    truncated
    timedOut
    explored
    paths {
      length
      nodes {
        ...DrawnNode
      }
      hops {
        ...DrawnEdge
        evidence(first: 2) {
          totalCount
          edges {
            node {
              ...Said
            }
          }
        }
      }
    }
  }
}
    fragment Who on Entity {
  __typename
  id
  name
}
fragment Link on Assertion {
  id
  verb
  quote
  hedges
  certainty
  polarity
  locator
  saidAt {
    edtf
    text
  }
  speaker {
    ...Who
  }
  document {
    ...Who
    url
    publisher {
      ...Who
    }
  }
  addressees(first: 8) {
    nodes {
      ...Who
    }
  }
  saidIn {
    ...Who
  }
}
fragment Said on Assertion {
  ...Link
  claim {
    id
    text
  }
  attributionChain {
    ...Link
  }
}
fragment Times on Period {
  edtf
  text
  startEarliest
  startLatest
  endEarliest
  endLatest
  approximate
  uncertain
}
fragment DrawnNode on GraphNode {
  id
  kind
  label
  degree
  when {
    ...Times
  }
  node {
    ... on Entity {
      description
    }
    ... on Place {
      placeType: type
      coordinates {
        latitude
        longitude
      }
    }
    ... on Event {
      place {
        id
        name
        coordinates {
          latitude
          longitude
        }
      }
    }
    ... on Incident {
      incidentType: type
    }
    ... on Document {
      documentType: type
    }
    ... on Claim {
      provenance {
        ...Backing
      }
    }
    ... on Assertion {
      speaker {
        name
      }
      claim {
        text
      }
      hedges
    }
  }
}
fragment Backing on Provenance {
  documents
  origins
  certainty
  disputed
  anonymous
}
fragment DrawnEdge on GraphEdge {
  id
  relation
  role
  count
  source {
    id
  }
  target {
    id
  }
  when {
    ...Times
  }
  firstMet {
    ...Times
  }
  lastMet {
    ...Times
  }
  provenance {
    ...Backing
  }
}`) as unknown as TypedDocumentString<PathsQuery, PathsQueryVariables>;
export const SearchDocument = new TypedDocumentString(`
    query Search($text: String!, $first: Int!) {
  search(text: $text, first: $first) {
    edges {
      highlight
      node {
        __typename
        id
        ... on Entity {
          name
          description
        }
        ... on Event {
          when {
            edtf
          }
        }
        ... on Claim {
          text
          when {
            edtf
          }
        }
        ... on Assertion {
          verb
          quote
          speaker {
            name
          }
          claim {
            text
          }
        }
      }
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;
export const BestConnectedDocument = new TypedDocumentString(`
    query BestConnected {
  centrality(of: DEGREE, kinds: [PERSON, ORGANIZATION], first: 6) {
    score
    node {
      __typename
      id
      ... on Entity {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BestConnectedQuery, BestConnectedQueryVariables>;
export const WorthAskingDocument = new TypedDocumentString(`
    query WorthAsking {
  disputes(first: 1) {
    edges {
      node {
        id
        text
      }
    }
  }
  claims(first: 60, orderBy: ORIGINS_DESC) {
    nodes {
      id
      text
      assertions {
        totalCount
      }
    }
  }
  places(first: 200) {
    nodes {
      id
      name
      partOf {
        id
      }
      events {
        totalCount
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WorthAskingQuery, WorthAskingQueryVariables>;
export const SurroundingsDocument = new TypedDocumentString(`
    query Surroundings($around: [ID!]!, $depth: Int!, $where: TraversalFilter, $limit: Int!, $collapse: Boolean!) {
  subgraph(
    around: $around
    depth: $depth
    where: $where
    limit: $limit
    collapse: $collapse
  ) {
    nodes {
      ...DrawnNode
    }
    edges {
      ...DrawnEdge
    }
    omitted
    truncated
  }
}
    fragment Times on Period {
  edtf
  text
  startEarliest
  startLatest
  endEarliest
  endLatest
  approximate
  uncertain
}
fragment DrawnNode on GraphNode {
  id
  kind
  label
  degree
  when {
    ...Times
  }
  node {
    ... on Entity {
      description
    }
    ... on Place {
      placeType: type
      coordinates {
        latitude
        longitude
      }
    }
    ... on Event {
      place {
        id
        name
        coordinates {
          latitude
          longitude
        }
      }
    }
    ... on Incident {
      incidentType: type
    }
    ... on Document {
      documentType: type
    }
    ... on Claim {
      provenance {
        ...Backing
      }
    }
    ... on Assertion {
      speaker {
        name
      }
      claim {
        text
      }
      hedges
    }
  }
}
fragment Backing on Provenance {
  documents
  origins
  certainty
  disputed
  anonymous
}
fragment DrawnEdge on GraphEdge {
  id
  relation
  role
  count
  source {
    id
  }
  target {
    id
  }
  when {
    ...Times
  }
  firstMet {
    ...Times
  }
  lastMet {
    ...Times
  }
  provenance {
    ...Backing
  }
}`) as unknown as TypedDocumentString<SurroundingsQuery, SurroundingsQueryVariables>;
export const MetWithinDocument = new TypedDocumentString(`
    query MetWithin($around: [ID!]!, $when: Window!, $limit: Int!) {
  subgraph(
    around: $around
    depth: 0
    where: {relations: [MET], when: $when}
    limit: $limit
  ) {
    edges {
      id
    }
    truncated
  }
}
    `) as unknown as TypedDocumentString<MetWithinQuery, MetWithinQueryVariables>;
export const DegreesDocument = new TypedDocumentString(`
    query Degrees($of: ID!) {
  degrees(of: $of) {
    relation
    direction
    kind
    count
  }
}
    `) as unknown as TypedDocumentString<DegreesQuery, DegreesQueryVariables>;
export const DomainDocument = new TypedDocumentString(`
    query Domain {
  ontology {
    kinds {
      kind
      count
      description
    }
    relations {
      relation
      from
      to
      count
      description
    }
  }
}
    `) as unknown as TypedDocumentString<DomainQuery, DomainQueryVariables>;
export const MetWithDocument = new TypedDocumentString(`
    query MetWith($of: ID!) {
  node(id: $of) {
    ... on Agent {
      metWith {
        totalCount
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MetWithQuery, MetWithQueryVariables>;
export const MetMostDocument = new TypedDocumentString(`
    query MetMost($of: ID!, $first: Int!) {
  node(id: $of) {
    ... on Agent {
      metWith(first: $first, orderBy: COUNT_DESC) {
        totalCount
        nodes {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MetMostQuery, MetMostQueryVariables>;
export const ExistingDocument = new TypedDocumentString(`
    query Existing($ids: [ID!]!) {
  nodes(ids: $ids) {
    id
  }
}
    `) as unknown as TypedDocumentString<ExistingQuery, ExistingQueryVariables>;
export const TimeLineDocument = new TypedDocumentString(`
    query TimeLine($of: [ID!]!, $window: Window, $first: Int!) {
  timeline(of: $of, window: $window, first: $first) {
    edges {
      when {
        edtf
        startEarliest
        endLatest
      }
      of
      node {
        __typename
        ... on Entity {
          id
          name
        }
        ... on Assertion {
          id
          verb
          claim {
            text
          }
        }
        ... on GraphEdge {
          id
          relation
          source {
            id
            ... on Entity {
              name
            }
          }
          target {
            id
            ... on Entity {
              name
            }
          }
        }
      }
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<TimeLineQuery, TimeLineQueryVariables>;
export const MeetingsOfDocument = new TypedDocumentString(`
    query MeetingsOf($one: ID!, $other: ID!, $first: Int!) {
  meetings(where: {with: [$one, $other]}, first: $first, orderBy: WHEN) {
    totalCount
    nodes {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<MeetingsOfQuery, MeetingsOfQueryVariables>;
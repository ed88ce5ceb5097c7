/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** How sure the speaker's own words are, as in FactBank: not how sure we are of the speaker. */
export type Certainty =
  | 'CERTAIN'
  | 'POSSIBLE'
  | 'PROBABLE'
  | 'UNCOMMITTED';

/** Which way edges are followed: from their source, to it, or either. */
export type EdgeDirection =
  | 'BOTH'
  | 'IN'
  | 'OUT';

/** The kinds of node. */
export type Kind =
  | 'ASSERTION'
  | 'CLAIM'
  | 'DOCUMENT'
  | 'INCIDENT'
  | 'MEETING'
  | 'ORGANIZATION'
  | 'PERSON'
  | 'PLACE'
  | 'UNNAMED_AGENT';

/** Whether an imprecise time must overlap a window on every reading of it, or may on some reading. */
export type Match =
  | 'CERTAIN'
  | 'POSSIBLE';

/** What stands behind it: at least so many documents and origins; `certainty` lists any of these, and is not "at least". */
export type ProvenanceFilter = {
  anonymous?: boolean | null | undefined;
  certainty?: Array<Certainty> | null | undefined;
  disputed?: boolean | null | undefined;
  minDocuments?: number | null | undefined;
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
  /** Claims that cannot both be so. */
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

/**
 * Which part of the graph a search sees: every edge has to pass, and every node but those that it starts from. `kinds` and
 * `maxDegree`, the most edges that a node may have, are of nodes; `relations`, `when` and `provenance` are of edges. MET joins those who
 * took part in one meeting; where it stands in `relations`, `when` and `provenance` must hold for both participations. Without `relations`
 * all that is stored passes. `exclude` has at most 500 ids.
 */
export type TraversalFilter = {
  exclude?: Array<string | number> | null | undefined;
  kinds?: Array<Kind> | null | undefined;
  maxDegree?: number | null | undefined;
  provenance?: ProvenanceFilter | null | undefined;
  relations?: Array<RelationType> | null | undefined;
  when?: Window | null | undefined;
};

/** A time window on when something was so, never on when it was typed in. */
export type Window = {
  match?: Match;
  /** Whether what has no time at all passes. */
  undated?: boolean;
  within: string;
};

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
  , when: { edtf: string, text: string | null, startEarliest: string | null, startLatest: string | null, endEarliest: string | null, endLatest: string | null, approximate: boolean, uncertain: boolean } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } };

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
      , when: { edtf: string, text: string | null, startEarliest: string | null, startLatest: string | null, endEarliest: string | null, endLatest: string | null, approximate: boolean, uncertain: boolean } | null, provenance: { documents: number, origins: number, certainty: Certainty | null, disputed: boolean, anonymous: boolean } }> } | null };

export type DegreesQueryVariables = Exact<{
  of: string | number;
}>;


export type DegreesQuery = { degrees: Array<{ relation: RelationType, direction: EdgeDirection, kind: Kind, count: number }> };

export type DomainQueryVariables = Exact<{ [key: string]: never; }>;


export type DomainQuery = { ontology: { kinds: Array<{ kind: Kind, count: number, description: string | null }>, relations: Array<{ relation: RelationType, from: Array<Kind>, to: Array<Kind>, count: number, description: string | null }> } };

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
export const BackingFragmentDoc = new TypedDocumentString(`
    fragment Backing on Provenance {
  documents
  origins
  certainty
  disputed
  anonymous
}
    `, {"fragmentName":"Backing"}) as unknown as TypedDocumentString<BackingFragment, unknown>;
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
  provenance {
    ...Backing
  }
}`) as unknown as TypedDocumentString<SurroundingsQuery, SurroundingsQueryVariables>;
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
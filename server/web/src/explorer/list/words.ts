/** Kinds, relations and certainties in plain words. */
import type { Certainty, Kind, RelationType } from '../model';

const kinds: Readonly<Record<Kind, string>> = {
  PERSON: 'Person',
  ORGANIZATION: 'Organisation',
  UNNAMED_AGENT: 'Somebody unnamed',
  PLACE: 'Place',
  MEETING: 'Meeting',
  INCIDENT: 'Incident',
  DOCUMENT: 'Document',
  CLAIM: 'Claim',
  ASSERTION: 'Statement',
};

const relations: Readonly<Record<RelationType, string>> = {
  ABOUT: 'is about',
  ADDRESSEE: 'was said to',
  APPEARS_IN: 'stands in',
  ASSERTS: 'says that',
  ATTENDED: 'took part in',
  CITES: 'passes on',
  CONTRADICTS: 'contradicts',
  HELD_AT: 'took place at',
  MEMBER_OF: 'belongs to',
  MENTIONED_IN: 'is mentioned in',
  MET: 'met',
  PART_OF: 'lies in',
  PRESENT_AT: 'was at',
  PUBLISHED: 'published',
  SAID_IN: 'was said in',
  SPEAKER: 'was said by',
  SUPPORTS: 'supports',
};

const certainties: Readonly<Record<Certainty, string>> = {
  CERTAIN: 'Certain',
  PROBABLE: 'Probable',
  POSSIBLE: 'Possible',
  UNCOMMITTED: 'Takes no side',
};

/** What a node is. */
export const kindWord = (kind: Kind): string => kinds[kind];

/** What joins two nodes, as a verb that reads from source to target. */
export const relationWord = (relation: RelationType): string => relations[relation];

/** Either of the two. */
export const wordOf = (kind: Kind | RelationType): string => (kind in kinds ? kinds[kind as Kind] : relations[kind as RelationType]);

/** How sure the wording is; a dash where nothing stands behind it. */
export const certaintyWord = (certainty: Certainty | null): string => (certainty ? certainties[certainty] : '–');

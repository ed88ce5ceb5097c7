/** Kinds, relations and the like in the plain words of the page. What the domain adds later is named by its own name. */
import type { Certainty, Kind, RelationType } from './model';

const kinds: Partial<Record<string, readonly [string, string]>> = {
  PERSON: ['Person', 'People'],
  ORGANIZATION: ['Organization', 'Organizations'],
  UNNAMED_AGENT: ['Unnamed source', 'Unnamed sources'],
  PLACE: ['Place', 'Places'],
  MEETING: ['Meeting', 'Meetings'],
  INCIDENT: ['Incident', 'Incidents'],
  DOCUMENT: ['Document', 'Documents'],
  CLAIM: ['Claim', 'Claims'],
  ASSERTION: ['Statement', 'Statements'],
};

/** Of each relation: its name, how its source speaks of its target, and how its target speaks of its source. */
const relations: Partial<Record<string, readonly [string, string, string]>> = {
  ABOUT: ['about', 'is about', 'is spoken of in'],
  ADDRESSEE: ['said to', 'was said to', 'was told'],
  APPEARS_IN: ['stands in', 'stands in', 'contains'],
  ASSERTS: ['states', 'states', 'is stated by'],
  ATTENDED: ['took part', 'took part in', 'was attended by'],
  CITES: ['passes on', 'passes on', 'is passed on by'],
  CONTRADICTS: ['contradicts', 'contradicts', 'is contradicted by'],
  HELD_AT: ['took place at', 'took place at', 'was the place of'],
  MEMBER_OF: ['belongs to', 'belongs to', 'has as members'],
  MENTIONED_IN: ['mentioned in', 'is mentioned in', 'mentions'],
  MET: ['met', 'met', 'met'],
  PART_OF: ['lies in', 'lies in', 'has in it'],
  PRESENT_AT: ['was at', 'was at', 'was visited by'],
  PUBLISHED: ['published', 'published', 'was published by'],
  SAID_IN: ['said during', 'was said during', 'is where was said'],
  SPEAKER: ['said by', 'was said by', 'said'],
  SUPPORTS: ['speaks for', 'speaks for', 'is backed by'],
};

const sureness: Record<Certainty, string> = {
  CERTAIN: 'stated as fact',
  PROBABLE: 'stated as probable',
  POSSIBLE: 'stated as possible',
  UNCOMMITTED: 'passed on without commitment',
};

/** The name of a kind, for as many things. */
export function kindName(kind: Kind | string, count = 1): string {
  return kinds[kind]?.[count === 1 ? 0 : 1] ?? plain(kind);
}

/** The name of a relation. */
export function relationName(relation: RelationType | string): string {
  return relations[relation]?.[0] ?? plain(relation).toLowerCase();
}

/** How one end of a relation speaks of the other. */
export function relationPhrase(relation: RelationType | string, direction: 'OUT' | 'IN'): string {
  return relations[relation]?.[direction === 'OUT' ? 1 : 2] ?? relationName(relation);
}

/** A certainty as a predicate: `stated as probable`. */
export function certaintyWords(certainty: Certainty): string {
  return sureness[certainty];
}

/** A number of things: `1 meeting`, `2,345 meetings`. */
export function number(count: number, one: string, more = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : more}`;
}

/** Text that is cut at a word where it is too long. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most - 1);
  const space = kept.lastIndexOf(' ');
  return `${kept.slice(0, space > most / 2 ? space : most - 1).trimEnd()}…`;
}

/** A name that is cut where it is too long. A number at its end is kept: it tells those of a series apart. */
export function shortName(name: string, most: number): string {
  const last = name.slice(name.lastIndexOf(' ') + 1);
  if (name.length <= most || !/\d$/.test(last) || last.length > most / 2) return cut(name, most);
  return `${cut(name, most - last.length - 1)} ${last}`;
}

function plain(name: string): string {
  const words = name.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

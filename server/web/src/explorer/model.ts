/**
 * The shared vocabulary of the explorer. The API's answers are turned into these by api/, everything else speaks only
 * of these. All values are plain data and never changed in place.
 */
import type { Certainty, Kind, RelationType } from './gen/graphql';

export type { Certainty, Kind, RelationType };

/** A permanent id of a node or an edge, as the API has it. */
export type Id = string;

/**
 * When something was, in milliseconds since 1970 UTC. It started somewhere in [from, surelyFrom] and ended somewhere in
 * [surelyTo, to]. An open start is -Infinity and an open end Infinity. Something without a time has no Span at all.
 *
 * Drawn, [from, to] is the possible extent (the fringe); where surelyFrom <= surelyTo, [surelyFrom, surelyTo] is the
 * certain core. For `2021-08` there is none: from and surelyTo are the first of the month, surelyFrom and to its last second.
 */
export interface Span {
  /** The time as it was given, such as `2021-08-15~`. */
  readonly edtf: string;
  /** The source's own words for it, where they say more: `by late afternoon`. */
  readonly text: string | null;
  /** The first instant at which it can have started. */
  readonly from: number;
  /** The last instant at which it can have ended. */
  readonly to: number;
  /** The last instant at which it can have started. */
  readonly surelyFrom: number;
  /** The first instant at which it can have ended. */
  readonly surelyTo: number;
  /** Given as approximate (`~`) or uncertain (`?`): the bounds are not widened for it. */
  readonly approximate: boolean;
  readonly uncertain: boolean;
}

/** The instants between which a time lies, as in Span. */
export type Bounds = Pick<Span, 'from' | 'to' | 'surelyFrom' | 'surelyTo'>;

/** The times of the first and the last of several meetings; the same where only one of them has a time. */
export interface Met {
  readonly first: Span;
  readonly last: Span;
  /** What the server told of a window that neither is within: whether some other meeting is. */
  readonly told?: { readonly window: TimeWindow; readonly within: boolean };
}

/** What may have a time: its own or, of who met whom, those of the meetings. */
export interface Timed {
  readonly span?: Span;
  readonly met?: Met;
  /** The number of meetings. */
  readonly count?: number;
}

/** A point on the earth in degrees; north and east are positive. */
export interface Point {
  readonly lat: number;
  readonly lon: number;
}

/** What stands behind a claim or an edge. */
export interface Backing {
  /** Distinct documents. */
  readonly documents: number;
  /** Distinct ends of the chains of citation: a story that ten papers took from one official counts once. */
  readonly origins: number;
  /** The surest wording among the statements behind it; null where there is none. */
  readonly certainty: Certainty | null;
  /** Whether any statement behind it is contradicted or denied. */
  readonly disputed: boolean;
  /** Whether every chain passes through somebody unnamed. */
  readonly anonymous: boolean;
}

/** A node of the scene. */
export interface SceneNode {
  readonly id: Id;
  readonly kind: Kind;
  /** A name, a claim's text, or for an assertion who said it and how. */
  readonly label: string;
  /** A second line in plain words: what it is. It may be empty. */
  readonly sub: string;
  /** When it was; undefined where it has no time. */
  readonly span?: Span;
  /** The number of all its edges in the database, whether in the scene or not. */
  readonly degree: number;
  /** Of a place, where it is. */
  readonly point?: Point;
  /** Of an event, the place that it was held at. */
  readonly at?: { readonly id: Id; readonly name: string; readonly point?: Point };
  /** Of a claim, what stands behind it. */
  readonly backing?: Backing;
  /** Of an assertion, the hedges of its words, as written. */
  readonly hedges?: readonly string[];
}

/** An edge of the scene, from source to target as it is stored. */
export interface SceneEdge extends Backing {
  readonly id: Id;
  readonly relation: RelationType;
  readonly source: Id;
  readonly target: Id;
  /** The part taken, the post held or the claim's view of its subject. */
  readonly role: string | null;
  /** 1, and of MET the number of meetings. */
  readonly count: number;
  /** When it was so; undefined where it has no time, and of MET. */
  readonly span?: Span;
  /** Of MET, when they met first and last; undefined where none of the meetings has a time. */
  readonly met?: Met;
}

/** A window on the time line, in milliseconds since 1970 UTC; both ends belong to it. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
  /**
   * possible: what overlaps it on some reading of its time; certain: on every reading.
   * What has no time is never left out by a window.
   */
  readonly mode: 'possible' | 'certain';
}

/** What of the scene is shown in full strength; the rest is faded or left out. */
export interface Filter {
  /** Kinds that are switched off. */
  readonly kindsOff: readonly Kind[];
  /** Relations that are switched off. */
  readonly relationsOff: readonly RelationType[];
  /** The least sure wording that passes; null lets all pass. */
  readonly minCertainty: Certainty | null;
  /** The least number of origins that passes; 0 lets all pass. */
  readonly minOrigins: number;
  /** Whether only what is disputed passes. */
  readonly onlyDisputed: boolean;
  /** Whether what does not pass is faded instead of left out. */
  readonly fade: boolean;
}

/** What a path may pass through; an empty list or null lets all pass. */
export interface Wish {
  readonly relations: readonly RelationType[];
  readonly kinds: readonly Kind[];
  /** A time of EDTF, such as `2021-08`; empty for any. */
  readonly within: string;
  readonly match: 'POSSIBLE' | 'CERTAIN';
  readonly minOrigins: number;
  readonly minCertainty: Certainty | null;
  /** The most hops. */
  readonly steps: number;
  /** How many paths are wanted. */
  readonly first: number;
}

/** The question how two are connected. */
export interface PathQuestion {
  readonly from: Id | null;
  readonly to: Id | null;
  readonly wish: Wish;
  /** Whether it was asked as it is; a change of any part of it makes it another, which was not. */
  readonly asked: boolean;
}

/** What alone is bright in the picture: a path by its edges in their order, or the chain of a statement. */
export type Bright = { readonly path: readonly Id[] } | { readonly chain: Id };

/** What the right side of the page is about: what is selected, a path, or where accounts differ. */
export type Side = 'details' | 'paths' | 'differ';

/** Ids of nodes and edges that are selected, in the order in which they were; the last is the one shown in the panel. */
export type Selection = readonly Id[];

/** The three pictures of one scene. */
export type View = 'graph' | 'map' | 'list';

/** Props that the timeline, the map and the list have in common. They fetch nothing and keep no shared state. */
export interface ViewProps {
  /** The nodes and edges that pass the filter; the window has not been applied to them. */
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  readonly selection: Selection;
  /** Null where no window is set: everything passes. */
  readonly window: TimeWindow | null;
  /** Selects one thing; with `add` it is added to the selection, or taken from it. */
  readonly onSelect: (id: Id, add: boolean) => void;
  /** Sets the window, or takes it away. */
  readonly onWindow: (window: TimeWindow | null) => void;
}

/** The most origins that can be asked for, the most hops that a path may have, and the most paths that are asked for. */
export const mostOrigins = 99;
export const mostSteps = 10;
export const mostPaths = 25;

/** The certainties from the surest down. */
export const certainties: readonly Certainty[] = ['CERTAIN', 'PROBABLE', 'POSSIBLE', 'UNCOMMITTED'];

/** Whether a time overlaps a window. Without a window or without a time it does. */
export function inWindow(span: Span | undefined, window: TimeWindow | null): boolean {
  if (!span || !window) return true;
  return window.mode === 'possible'
    ? span.from <= window.to && span.to >= window.from
    : span.surelyFrom <= window.to && span.surelyTo >= window.from;
}

/**
 * Whether something overlaps a window; meetings do if one of them does. Until the server tells of those between the first and the last,
 * one of these possibly does, and none for certain.
 */
export function within(thing: Timed, window: TimeWindow | null): boolean {
  const { span, met } = thing;
  if (!met || !window) return inWindow(span, window);
  if (inWindow(met.first, window) || inWindow(met.last, window)) return true;
  return untold(thing, window) ? window.mode === 'possible' : told(met, window) === true;
}

/** Whether only the server can tell if a window lets meetings through: what is known of the first and the last does not. */
export function untold({ met, count = 1 }: Timed, window: TimeWindow): boolean {
  if (!met || count < 3 || told(met, window) !== undefined || inWindow(met.first, window) || inWindow(met.last, window)) return false;
  return window.from <= met.last.to && window.to >= met.first.from;
}

function told({ told: answer }: Met, { from, to, mode }: TimeWindow): boolean | undefined {
  return answer?.window.from === from && answer.window.to === to && answer.window.mode === mode ? answer.within : undefined;
}

/** The bounds of a time or, of meetings, from those of the first to those of the last; null where there is no time. */
export function bounds({ span, met }: Timed): Bounds | null {
  if (!met) return span ?? null;
  const { first, last } = met;
  return { from: first.from, surelyFrom: first.surelyFrom, surelyTo: Math.max(first.surelyTo, last.surelyTo), to: Math.max(first.to, last.to) };
}

/** Whether the first of some meetings and the last are of one time. */
export function alike({ first, last }: Met): boolean {
  return first.edtf === last.edtf;
}

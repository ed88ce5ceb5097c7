/** Times for people. A time is stored in EDTF; here it becomes words, and what they leave out stays in its EDTF. */
import type { Timed } from './model';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const seasons: Partial<Record<string, string>> = { 21: 'spring', 22: 'summer', 23: 'autumn', 24: 'winter' };
const qualifiers: Partial<Record<string, string>> = { '~': 'about', '?': 'perhaps', '%': 'perhaps about' };

/** One side of a time, as the words for each of its units; a unit that it does not reach is empty. */
interface Moment {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly clock: string;
  readonly qualifier: string;
}

/**
 * A time of EDTF in words: `about 15 August 2021`, `by August 2021`, `16 February 1971, 08:04 to 23:59`. A time of day is
 * that of the place, or is said to be UTC. What is not understood is given as it is.
 */
export function timeWords(edtf: string): string {
  const [start = '', end] = edtf.split('/');
  const open = (side: string) => side === '' || side === '..';
  if (end === undefined) return one(start);
  if (open(start)) return open(end) ? 'at no known time' : `by ${one(end)}`;
  return open(end) ? `from ${one(start)}` : between(start, end);
}

function one(text: string): string {
  const moment = read(text);
  return moment ? whole(moment) : text;
}

/** Both sides of an interval; what they have in common is said once. */
function between(start: string, end: string): string {
  const [a, b] = [read(start), read(end)];
  if (!a || !b) return `${one(start)} to ${one(end)}`;
  if (whole(a) === whole(b)) return whole(a);
  const alike = a.qualifier === b.qualifier;
  const sameMonth = a.year === b.year && a.month === b.month;
  if (a.day && sameMonth && a.day === b.day && a.clock && b.clock) {
    const zone = zoneOf(a.clock) === zoneOf(b.clock) ? a.clock.slice(0, a.clock.length - zoneOf(a.clock).length) : a.clock;
    return `${dated(a)}, ${joined(a.qualifier, zone)} to ${joined(alike ? '' : b.qualifier, b.clock)}`;
  }
  if (a.clock || b.clock || !alike || a.year !== b.year || !a.month || !b.month) return `${whole(a)} to ${whole(b)}`;
  if (sameMonth && a.day && b.day) return `${joined(a.qualifier, a.day)} to ${dated(b)}`;
  return `${joined(a.qualifier, a.day, a.month)} to ${dated(b)}`;
}

function zoneOf(clock: string): string {
  return clock.endsWith(' UTC') ? ' UTC' : '';
}

function whole(moment: Moment): string {
  return moment.clock ? `${dated(moment)}, ${joined(moment.qualifier, moment.clock)}` : joined(moment.qualifier, dated(moment));
}

function dated({ day, month, year }: Moment): string {
  return joined(day, month, year);
}

function joined(...words: readonly string[]): string {
  return words.filter(Boolean).join(' ');
}

const shape = /^(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX)(?:T(\d\d:\d\d)(:\d\d)?(Z|[+-][\d:]+)?)?)?)?([~?%])?$/;

/** Reads one side; null where it is of another shape, such as a year before our era or beyond 9999. */
function read(text: string): Moment | null {
  const [, digits = '', second, third, hours, seconds = '', zone, mark = ''] = shape.exec(text) ?? [];
  if (!digits) return null;
  const qualifier = qualifiers[mark] ?? '';
  const clock = hours ? `${hours}${seconds === ':00' ? '' : seconds}${zone === 'Z' ? ' UTC' : ''}` : '';
  if (digits.endsWith('X')) return second ? null : { day: '', month: '', year: unknownYear(digits), clock, qualifier };
  const month = second === undefined || second === 'XX' ? '' : (months[Number(second) - 1] ?? seasons[second]);
  if (month === undefined) return null;
  if (third === 'XX') return { day: 'a day in', month, year: digits, clock, qualifier };
  if (second === 'XX') return { day: 'a month in', month: '', year: digits, clock, qualifier };
  return { day: third ? `${Number(third)}` : '', month, year: digits, clock, qualifier };
}

/** `the 1970s` where one digit is unknown; where two are, which years it can be. */
function unknownYear(digits: string): string {
  return digits.endsWith('XX') ? `some year from ${digits.slice(0, 2)}00 to ${digits.slice(0, 2)}99` : `the ${digits.slice(0, 3)}0s`;
}

/** When something was, in words, with the source's own; of meetings, when the first was and the last. Empty where it has no time. */
export function whenWords({ span, met }: Timed): string {
  if (met) return firstAndLast(met.first.edtf, met.last.edtf);
  if (!span) return '';
  const words = timeWords(span.edtf);
  return span.text ? `${words} (“${span.text}”)` : words;
}

function firstAndLast(first: string, last: string): string {
  return first === last ? timeWords(first) : `first ${timeWords(first)}, last ${timeWords(last)}`;
}

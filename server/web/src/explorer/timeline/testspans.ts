/** Times for the tests of the timeline, with the bounds that the API gives them. */
import type { Span } from '../model';

const at = (iso: string) => Date.parse(iso);
const given = (edtf: string, from: number, surelyFrom: number, surelyTo: number, to: number): Span => ({
  edtf,
  text: null,
  from,
  surelyFrom,
  surelyTo,
  to,
  approximate: false,
  uncertain: false,
});

/** A day, such as `2021-08-15`: somewhere in it. */
export function onDay(day: string): Span {
  const [first, last] = [at(`${day}T00:00:00Z`), at(`${day}T23:59:59Z`)];
  return given(day, first, last, first, last);
}

/** From somewhere in one day to somewhere in another. */
export function fromTo(a: string, b: string): Span {
  const [first, last] = [onDay(a), onDay(b)];
  return given(`${a}/${b}`, first.from, Math.min(first.to, last.to), Math.max(first.from, last.from), last.to);
}

/** `2021-08-14/..`: goes on. */
export function since(day: string): Span {
  const { from, to } = onDay(day);
  return given(`${day}/..`, from, to, Infinity, Infinity);
}

/** `/2021-08-30`: the start is not known. */
export function endedOn(day: string): Span {
  const { from, to } = onDay(day);
  return given(`/${day}`, -Infinity, to, from, to);
}

/** An instant, or from one instant to another. */
export function exactly(a: string, b = a): Span {
  return given(a === b ? a : `${a}/${b}`, at(a), at(a), at(b), at(b));
}

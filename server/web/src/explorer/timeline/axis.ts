/** The words on the axis, from years to minutes, and times as sentences. All of it is UTC, as the API's times are. */
import { utcDay, utcMinute, utcMonth, utcTickInterval, utcYear, type TimeInterval } from 'd3-time';
import { second, minute, hour, day } from './durations';

/** A mark on the axis. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** A stretch named on the row below the marks: the day above hours, the year above months. */
export interface Era {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

const format = (options: Intl.DateTimeFormatOptions) => {
  const formatter = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
  return (at: number) => formatter.format(at);
};
const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const clockSeconds = format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const dayOfMonth = format({ day: 'numeric' });
const monthShort = format({ month: 'short' });
const monthYear = format({ month: 'long', year: 'numeric' });
const fullDay = format({ day: 'numeric', month: 'long', year: 'numeric' });
const year = (at: number) => String(new Date(at).getUTCFullYear());

/** The marks for a stretch of time with room for about so many. */
export function ticks(from: number, to: number, about: number): Tick[] {
  const interval = utcTickInterval(new Date(from), new Date(to), Math.max(1, about));
  if (!interval || !(to > from)) return [];
  const at = interval.range(new Date(from), new Date(to + 1)).map(Number);
  const label = labelled(step(interval, from));
  return at.map((instant) => ({ at: instant, label: label(instant) }));
}

/** The stretches above these marks that overlap the same stretch of time: none above years. */
export function eras(from: number, to: number, about: number): Era[] {
  const interval = utcTickInterval(new Date(from), new Date(to), Math.max(1, about));
  if (!interval || !(to > from)) return [];
  const above = aboveOf(step(interval, from));
  if (!above) return [];
  const starts = above.interval.range(above.interval.floor(new Date(from)), new Date(to)).map(Number);
  return starts.map((start) => ({ from: start, to: Number(above.interval.offset(new Date(start), 1)), label: above.label(start) }));
}

function step(interval: TimeInterval, near: number): number {
  const start = interval.ceil(new Date(near));
  return Number(interval.offset(start, 1)) - Number(start);
}

function labelled(length: number): (at: number) => string {
  if (length < minute) return clockSeconds;
  if (length < day) return clock;
  if (length < 28 * day) return dayOfMonth;
  if (length < 365 * day) return monthShort;
  return year;
}

function aboveOf(length: number): { interval: TimeInterval; label: (at: number) => string } | null {
  if (length < day) return { interval: utcDay, label: fullDay };
  if (length < 28 * day) return { interval: utcMonth, label: monthYear };
  if (length < 365 * day) return { interval: utcYear, label: year };
  return null;
}

/** An instant in words, as exact as a screen's pixel of this many milliseconds lets it be. */
export function instant(at: number, pixel: number): string {
  if (pixel < second * 10) return `${fullDay(at)}, ${clockSeconds(at)} UTC`;
  if (pixel < hour * 3) return `${fullDay(at)}, ${clock(at)} UTC`;
  return fullDay(at);
}

/**
 * A window in words, short: `15–31 August 2021` as `15 August 2021 to 31 August 2021`; the end is the last second, so
 * that a whole day is one day.
 */
export function stretch(from: number, to: number): string {
  const whole = Number(utcDay.floor(new Date(from))) === from && isLastSecond(to);
  const start = whole ? fullDay(from) : `${fullDay(from)}, ${clock(from)}`;
  const sameDay = fullDay(from) === fullDay(to);
  if (whole) return sameDay ? start : `${start} to ${fullDay(to)}`;
  return `${start} to ${sameDay ? clock(to) : `${fullDay(to)}, ${clock(to)}`} UTC`;
}

function isLastSecond(at: number): boolean {
  return Number(utcMinute.floor(new Date(at + second))) === Number(utcDay.floor(new Date(at + second)));
}

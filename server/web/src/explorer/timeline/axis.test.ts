import { describe, expect, test } from 'vitest';
import { eras, instant, stretch, ticks } from './axis';

const at = Date.parse;
const labels = (from: string, to: string, about = 8) => ticks(at(from), at(to), about).map(({ label }) => label);
const above = (from: string, to: string, about = 8) => eras(at(from), at(to), about).map(({ label }) => label);

describe('the axis', () => {
  test('centuries are years, without a row below', () => {
    expect(labels('1600-01-01', '2000-01-01')).toContain('1850');
    expect(above('1600-01-01', '2000-01-01')).toEqual([]);
  });
  test('years are months of a year', () => {
    expect(labels('2020-11-01T00:00:00Z', '2021-06-01T00:00:00Z')).toEqual(['Nov', 'Dec', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun']);
    expect(above('2020-11-01', '2021-06-01')).toEqual(['2020', '2021']);
  });
  test('weeks are days of a month', () => {
    expect(labels('2021-08-28T00:00:00Z', '2021-09-02T00:00:00Z', 6)).toEqual(['28', '29', '30', '31', '1', '2']);
    expect(above('2021-08-28', '2021-09-02', 6)).toEqual(['August 2021', 'September 2021']);
  });
  test('days are hours, hours minutes', () => {
    expect(labels('2021-08-15T00:00:00Z', '2021-08-15T12:00:00Z', 4)).toEqual(['00:00', '03:00', '06:00', '09:00', '12:00']);
    expect(labels('2021-08-15T11:00:00Z', '2021-08-15T11:10:00Z', 10)[3]).toBe('11:03');
    expect(above('2021-08-15T20:00:00Z', '2021-08-16T03:00:00Z')).toEqual(['15 August 2021', '16 August 2021']);
  });
  test('an empty stretch has nothing', () => expect([ticks(0, 0, 5), eras(0, 0, 5)]).toEqual([[], []]));
});

test('an instant is as exact as it is drawn', () => {
  const noon = at('2021-08-15T12:34:56Z');
  expect(instant(noon, 1000)).toBe('15 August 2021, 12:34:56 UTC');
  expect(instant(noon, 600_000)).toBe('15 August 2021, 12:34 UTC');
  expect(instant(noon, 86_400_000)).toBe('15 August 2021');
});

test('a window of whole days names days', () => {
  expect(stretch(at('2021-08-15T00:00:00Z'), at('2021-08-15T23:59:59Z'))).toBe('15 August 2021');
  expect(stretch(at('2021-08-15T00:00:00Z'), at('2021-08-31T23:59:59Z'))).toBe('15 August 2021 to 31 August 2021');
  expect(stretch(at('2021-08-15T10:00:00Z'), at('2021-08-15T11:30:00Z'))).toBe('15 August 2021, 10:00 to 11:30 UTC');
});

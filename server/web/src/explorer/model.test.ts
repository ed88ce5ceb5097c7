import { describe, expect, test } from 'vitest';
import { bounds, untold, within, type Timed, type TimeWindow } from './model';
import { onDay, since } from './timeline/testspans';

const window = (day: string, mode: TimeWindow['mode']): TimeWindow => ({ from: Date.parse(`${day}T00:00:00Z`), to: Date.parse(`${day}T23:59:59Z`), mode });
const met = (count: number, first = onDay('2021-08-10'), last = onDay('2021-08-20')): Timed => ({ count, met: { first, last } });

describe('who met whom', () => {
  test('is within a window that one of the two meetings is within', () => {
    for (const day of ['2021-08-10', '2021-08-20']) {
      expect([within(met(2), window(day, 'possible')), within(met(2), window(day, 'certain'))]).toEqual([true, true]);
    }
    expect(within(met(2), null)).toBe(true);
    expect(within(met(2), window('2021-08-21', 'possible'))).toBe(false);
  });

  test('is possibly within one between the meetings where there were more than these two, until the server tells', () => {
    const [possible, certain] = [window('2021-08-15', 'possible'), window('2021-08-15', 'certain')];
    expect([within(met(2), possible), within(met(3), possible), within(met(3), certain)]).toEqual([false, true, false]);
    expect([untold(met(2), certain), untold(met(3), certain), untold(met(3), window('2021-08-09', 'certain')), untold(met(3), window('2021-08-10', 'certain'))]).toEqual([false, true, false, false]);
    const told = (window: TimeWindow, within: boolean): Timed => ({ count: 3, met: { ...met(3).met!, told: { window, within } } });
    expect([within(told(certain, true), certain), within(told(possible, false), possible), untold(told(certain, true), certain)]).toEqual([true, false, false]);
    expect([within(told(certain, true), window('2021-08-14', 'certain')), untold(told(possible, true), certain)]).toEqual([false, true]);
  });

  test('is as imprecise as the meetings are', () => {
    const day = onDay('2021-08-10');
    const noon = { from: day.from + 43_200_000, to: day.from + 46_800_000 };
    expect([within(met(1, day, day), { ...noon, mode: 'possible' }), within(met(1, day, day), { ...noon, mode: 'certain' })]).toEqual([true, false]);
  });

  test('without a time is within any', () => expect(within({ count: 4 }, window('2021-08-15', 'certain'))).toBe(true));

  test('lies from the first to the last, as far as either goes', () => {
    const [first, last] = [onDay('2021-08-10'), onDay('2021-08-20')];
    expect(bounds(met(2))).toEqual({ from: first.from, surelyFrom: first.surelyFrom, surelyTo: last.surelyTo, to: last.to });
    expect(bounds(met(2, since('2021-08-10')))).toMatchObject({ surelyTo: Infinity, to: Infinity });
    expect([bounds({ span: first }), bounds({})]).toEqual([first, null]);
  });
});

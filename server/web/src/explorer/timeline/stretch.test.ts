import { describe, expect, test } from 'vitest';
import { fit, near, pan, reveal, zoom, type Stretch } from './stretch';

const day = 86_400_000;
const at = Date.parse;

describe('stretch', () => {
  test('a fit has all in sight with room at both ends', () => {
    const [from, to] = fit([at('2021-08-01'), at('2021-09-01')], 0);
    expect(from).toBeLessThan(at('2021-08-01'));
    expect(to).toBeGreaterThan(at('2021-09-01'));
    expect(to - from).toBeLessThan(40 * day);
  });

  test('a fit to one instant and to nothing has a length', () => {
    const [from, to] = fit([at('2021-08-01'), at('2021-08-01')], 0);
    expect(to - from).toBeGreaterThan(0);
    expect(fit(null, at('2021-08-01'))[0]).toBeLessThan(at('2021-08-01'));
  });

  test('near fills the sight with a stretch, down to minutes', () => {
    const [from, to] = near([at('2021-08-01'), at('2021-08-11')]);
    expect([from, to]).toEqual([at('2021-07-31'), at('2021-08-12')]);
    expect(near([1e12, 1e12])).toEqual([1e12 - 300_000, 1e12 + 300_000]);
  });

  test('zooming keeps the instant under the hand, down to minutes', () => {
    let stretch: Stretch = [at('2021-08-01'), at('2021-08-11')];
    const hand = at('2021-08-03');
    stretch = zoom(stretch, 0.5, hand);
    expect((hand - stretch[0]) / (stretch[1] - stretch[0])).toBeCloseTo(0.2);
    for (let i = 0; i < 60; i++) stretch = zoom(stretch, 0.5, hand);
    expect(stretch[1] - stretch[0]).toBe(10 * 60_000);
    expect(stretch[0] <= hand && hand <= stretch[1]).toBe(true);
  });

  test('neither zoom nor pan leaves the years that a date can have', () => {
    let stretch: Stretch = [at('2021-08-01'), at('2021-08-11')];
    for (let i = 0; i < 60; i++) stretch = zoom(stretch, 2, at('2021-08-03'));
    expect(stretch).toEqual([at('0000-01-01T00:00:00Z'), at('9999-12-31T23:59:59Z')]);
    const [from, to] = pan([at('2021-08-01'), at('2021-08-11')], -1e16);
    expect([from, to - from]).toEqual([at('0000-01-01T00:00:00Z'), 10 * day]);
  });

  test('reveal moves only when it must', () => {
    const stretch: Stretch = [at('2021-08-01'), at('2021-08-11')];
    expect(reveal(stretch, at('2021-08-03'), at('2021-08-04'))).toBe(stretch);
    expect(reveal(stretch, -Infinity, Infinity)).toBe(stretch);
    const later = reveal(stretch, at('2021-09-01'), at('2021-09-02'));
    expect(later[0] < at('2021-09-01') && later[1] > at('2021-09-02')).toBe(true);
    expect(later[1] - later[0]).toBe(10 * day);
    const longer = reveal(stretch, at('2021-08-05'), at('2021-12-01'));
    expect(longer[0] < at('2021-08-05') && longer[1] > at('2021-12-01')).toBe(true);
    const open = reveal(stretch, at('2021-09-01'), Infinity);
    expect(open[0] <= at('2021-09-01') && open[1] >= at('2021-09-01')).toBe(true);
  });
});

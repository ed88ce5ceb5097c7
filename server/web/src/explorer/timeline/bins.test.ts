import { describe, expect, test } from 'vitest';
import { inWindow } from '../model';
import { binEdges, count } from './bins';
import { endedOn, exactly, fromTo, onDay, since } from './testspans';

const day = 86_400_000;
const from = Date.parse('2021-08-13T00:00:00Z');
const days = Array.from({ length: 6 }, (_, i) => from + i * day); // The 13th to the 17th.

describe('count', () => {
  test('a day is possibly and certainly in its own bin of a day, and in no other', () => {
    const bins = count([onDay('2021-08-15')], days);
    expect(bins.map((bin) => bin.possible)).toEqual([0, 0, 1, 0, 0]);
    expect(bins.map((bin) => bin.certain)).toEqual([0, 0, 1, 0, 0]);
  });

  test('a day is possibly, never certainly, in each of its hours', () => {
    const hours = Array.from({ length: 25 }, (_, i) => days[2]! + i * (day / 24));
    const bins = count([onDay('2021-08-15')], hours);
    expect(bins.every((bin) => bin.possible === 1 && bin.certain === 0)).toBe(true);
  });

  test('open ends reach every bin on their side, certainly where it goes on', () => {
    expect(count([since('2021-08-14')], days).map((bin) => bin.certain)).toEqual([0, 1, 1, 1, 1]);
    expect(count([endedOn('2021-08-15')], days).map((bin) => bin.possible)).toEqual([1, 1, 1, 0, 0]);
    expect(count([endedOn('2021-08-15')], days).map((bin) => bin.certain)).toEqual([0, 0, 1, 0, 0]);
  });

  test('what lies outside is not counted, and no bins give none', () => {
    expect(count([onDay('2020-01-01'), onDay('2022-01-01')], days).every((bin) => bin.possible === 0)).toBe(true);
    expect(count([onDay('2021-08-15')], [])).toEqual([]);
    expect(count([onDay('2021-08-15')], [from])).toEqual([]);
  });

  test('each bin counts what its own window lets through', () => {
    const spans = [
      onDay('2021-08-15'),
      fromTo('2021-08-12', '2021-08-15'),
      fromTo('2021-08-14', '2021-08-20'),
      since('2021-08-16'),
      endedOn('2021-08-14'),
      exactly('2021-08-15T11:00:00Z', '2021-08-15T13:00:00Z'),
      exactly('2021-08-15T00:00:00Z'),
      exactly('2021-08-14T23:59:59Z'),
    ];
    for (const about of [3, 5, 20, 100]) {
      const edges = binEdges(days[0]!, days[5]!, about);
      for (const bin of count(spans, edges)) {
        const passing = (mode: 'possible' | 'certain') => spans.filter((span) => inWindow(span, { from: bin.from, to: bin.to - 1000, mode })).length;
        expect([bin.possible, bin.certain]).toEqual([passing('possible'), passing('certain')]);
      }
    }
  });
});

describe('binEdges', () => {
  test('stand on whole units and cover the stretch', () => {
    const edges = binEdges(from + 5000, from + 30 * day, 30);
    expect(edges[0]).toBe(from);
    expect(edges.at(-1)!).toBeGreaterThanOrEqual(from + 30 * day);
    expect(edges.every((edge) => edge % day === 0)).toBe(true);
  });

  test('an empty stretch has none', () => expect(binEdges(from, from, 10)).toEqual([]));
});

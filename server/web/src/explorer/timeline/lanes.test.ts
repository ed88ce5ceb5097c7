import { describe, expect, test } from 'vitest';
import type { Span } from '../model';
import { byTime, type Item } from './items';
import { cluster, freeBefore, laidFor, lay, markWidth, nameRoom, pack, type Lanes } from './lanes';
import { endedOn, exactly, fromTo, onDay, since } from './testspans';

const item = (id: string, span: Span, label = id): Item => ({ id, what: 'node', kind: 'MEETING', label, span, times: { span }, disputed: false });
const perDay = (pixels: number) => pixels / 86_400_000;
const alone = (it: Item) => ({ key: it.id, items: [it], from: it.span.from, to: it.span.to });

/** Fails where two marks of a lane overlap as they are drawn. */
function apart(lanes: Lanes, pixels: number) {
  const ends = new Map<number, number>();
  for (const mark of lanes.marks) {
    const left = mark.from * pixels;
    const width = Math.max(markWidth, mark.from === -Infinity ? 0 : (mark.to - mark.from) * pixels);
    const name = lanes.named ? nameRoom(mark) : 0;
    const end = mark.from === -Infinity ? mark.to * pixels + name : left + (name > width ? width + name : width);
    expect(left, mark.key).toBeGreaterThanOrEqual(ends.get(mark.lane) ?? -Infinity);
    ends.set(mark.lane, end);
  }
}

test('a name has room before its mark unless another of its lane stands there', () => {
  const near = [item('a', onDay('2021-08-01')), item('b', onDay('2021-08-08'), 'a rather long name')].map(alone);
  const laid = pack(near, perDay(20), true)!;
  expect(laid.marks.map((mark) => freeBefore(mark, laid, perDay(20)))).toEqual([true, false]);
  expect(laid.marks.map((mark) => freeBefore(mark, laid, perDay(40)))).toEqual([true, true]);
});

describe('pack', () => {
  test('what does not overlap shares a lane, what does has its own', () => {
    const marks = [item('a', fromTo('2021-08-01', '2021-08-05')), item('b', onDay('2021-08-03')), item('c', onDay('2021-08-10'))].map(alone);
    const lanes = pack(marks, perDay(20), false)!;
    expect(lanes.marks.map(({ lane }) => lane)).toEqual([0, 1, 0]);
    expect(lanes.count).toBe(2);
  });

  test('a name takes room behind a short mark, none in a long one', () => {
    const two = [item('a', onDay('2021-08-01'), 'a rather long name'), item('b', onDay('2021-08-03'))].map(alone);
    expect(pack(two, perDay(20), false)!.count).toBe(1);
    expect(pack(two, perDay(20), true)!.count).toBe(2);
    expect(pack(two, perDay(400), true)!.count).toBe(1);
  });

  test('open ends block their lane', () => {
    const marks = [item('a', endedOn('2021-08-10')), item('b', onDay('2021-08-05')), item('c', since('2021-08-20')), item('d', onDay('2021-09-20'))].map(alone);
    expect(pack(marks, perDay(20), false)!.marks.map(({ lane }) => lane)).toEqual([0, 1, 0, 1]);
  });

  test('more lanes than the limit give null', () => {
    const marks = ['a', 'b', 'c'].map((id) => alone(item(id, onDay('2021-08-01'))));
    expect(pack(marks, perDay(20), false, 2)).toBeNull();
    expect(pack(marks, perDay(20), false, 3)!.count).toBe(3);
  });
});

describe('lay', () => {
  const seeded = () => {
    let state = 1;
    return () => (state = (state * 48271) % 2147483647) / 2147483647;
  };
  const many = (count: number): Item[] => {
    const random = seeded();
    const date = (days: number) => new Date(Date.UTC(2021, 0, 1 + days)).toISOString().slice(0, 10);
    return Array.from({ length: count }, (_, i) => {
      const start = Math.floor(random() * 300);
      const shape = random();
      const span = shape < 0.7 ? onDay(date(start)) : shape < 0.9 ? fromTo(date(start), date(start + 20)) : shape < 0.95 ? since(date(start)) : endedOn(date(start));
      return item(`i${i}`, span, `thing ${i}`);
    }).sort(byTime);
  };

  test.each([5, 40, 400, 3000])('every one of %i things is in one mark, and no two overlap, at any zoom', (size) => {
    const items = many(size);
    for (const pixels of [0.5, 4, 30, 250, 4000].map(perDay).map(laidFor)) {
      const lanes = lay(items, pixels);
      expect(lanes.marks.flatMap((mark) => mark.items.map(({ id }) => id)).sort()).toEqual(items.map(({ id }) => id).sort());
      apart(lanes, pixels);
      apart(lanes, pixels * 1.99); // Laid for a power of two, they hold until the next.
      expect(Math.max(...lanes.marks.map(({ lane }) => lane))).toBe(lanes.count - 1);
    }
  });

  test('thousands of things become few marks where they stand close, and all of them near', () => {
    const items = many(3000).filter(({ span }) => span.to - span.from < 86_400_000);
    expect(lay(items, perDay(0.5)).marks.length).toBeLessThan(40);
    expect(lay(items, perDay(300)).marks.length).toBe(items.length);
  });

  test('what could be at almost any time lies below the rest', () => {
    const lanes = lay([item('a', endedOn('2021-08-30')), item('b', onDay('2021-08-01')), item('c', onDay('2021-08-30'))].sort(byTime), perDay(20));
    const lane = (key: string) => lanes.marks.find((mark) => mark.key === key)!.lane;
    expect(lane('a')).toBeGreaterThan(Math.max(lane('b'), lane('c')));
  });
});

test('only what is short and crowded is put together', () => {
  const crowd = [0, 1, 2, 3, 4].map((i) => item(`c${i}`, exactly(`2021-08-15T0${i}:00:00Z`)));
  const others = [item('long', fromTo('2021-08-01', '2021-08-20')), item('lonely', onDay('2021-12-01'))];
  const marks = cluster([...others, ...crowd].sort(byTime), perDay(4));
  expect(marks.map(({ items }) => items.length)).toEqual([1, 5, 1]);
  expect(marks[1]).toMatchObject({ from: crowd[0]!.span.from, to: crowd[4]!.span.to });
});

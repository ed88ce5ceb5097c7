import { expect, test } from 'vitest';
import { gap, markWidth, nameRoom } from './lanes';
import { nameOf, place } from './markview';
import { endedOn, exactly, fromTo, onDay, since } from './testspans';

const day = 86_400_000;
const from = Date.parse('2021-08-01T00:00:00Z');
const stretch = [from, from + 10 * day] as const; // A day is a hundred pixels.
const placed = (span: Parameters<typeof place>[0]) => place(span, stretch, 1000);

test('a day has no certain moment where it can be seen that it is long', () => {
  expect(placed(onDay('2021-08-03'))).toMatchObject({ left: 200, core: null });
  expect(place(onDay('2021-08-03'), [from, from + 1000 * day], 1000).core).toEqual({ left: 2, wide: markWidth });
});

test('from a day to a day, the days between are certain', () => {
  const { left, wide, core } = placed(fromTo('2021-08-03', '2021-08-06'));
  expect([left, Math.round(wide), Math.round(core!.left), Math.round(core!.wide)]).toEqual([200, 400, 300, 200]);
});

test('an exact time is all core', () => {
  const { left, wide, core } = placed(exactly('2021-08-03T00:00:00Z', '2021-08-04T00:00:00Z'));
  expect(core).toEqual({ left, wide });
});

test('open ends go out of sight', () => {
  expect(placed(since('2021-08-03'))).toMatchObject({ openStart: false, openEnd: true, left: 200, wide: 820 });
  expect(placed(endedOn('2021-08-03'))).toMatchObject({ openStart: true, openEnd: false, left: -20 });
});

test('a name that would be out of sight behind its bar stands before it, where that is free', () => {
  const span = onDay('2021-08-10');
  const item = { id: 'a', what: 'node', kind: 'MEETING', label: 'a rather long name', span, times: { span }, disputed: false } as const;
  const at = (freeBefore: boolean, width: number) => nameOf(item, placed(span), width, { taken: 0, freeBefore })?.x;
  expect(at(true, 1000)).toBe(900 - nameRoom({ items: [item] }) + gap);
  expect(at(false, 1000)).toBeUndefined();
  expect(at(true, 2000)).toBeCloseTo(1000 + gap, 1);
});

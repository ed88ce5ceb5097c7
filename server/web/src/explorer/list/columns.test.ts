import { expect, test } from 'vitest';
import { edge, node } from '../testthings';
import { onDay } from '../timeline/testspans';
import { edgeColumns, edgeRows, nodeColumns, notes } from './columns';
import { matcher, spoken } from './match';
import { scrolledTo, visible } from './visible';

test('a time is told in words, and is found by its text too', () => {
  const span = onDay('2021-08-15');
  const row = { ...node('a', 'MEETING'), span };
  expect(['15 august', '2021-08-15'].map((typed) => matcher(typed)(spoken(row, nodeColumns)))).toEqual([true, true]);
});

test('who met whom says when first and last, and is sorted by that', () => {
  const when = edgeColumns.find(({ key }) => key === 'when')!;
  const [first, last] = [onDay('2021-08-10'), onDay('2021-08-20')];
  const [row, once] = edgeRows([], [edge('a', 'MET', 'b', { count: 3, met: { first, last } }), edge('a', 'MET', 'b', { met: { first, last: first } })]);
  expect([when.text(row!), when.exact!(row!)]).toEqual(['first 10 August 2021, last 20 August 2021', '2021-08-10 … 2021-08-20']);
  expect([when.text(once!), when.exact!(once!)]).toEqual(['10 August 2021', '2021-08-10']);
  expect(when.sort(row!)).toMatchObject({ from: first.from, to: last.to });
});

test('an edge says all that the picture shows of it', () => {
  const nodes = [node('ann', 'PERSON', { label: 'Ann' }), node('talk', 'MEETING', { label: 'The talk' })];
  const [row] = edgeRows(nodes, [edge('ann', 'ATTENDED', 'talk', { id: 'e', role: 'host', span: onDay('2021-08-15'), disputed: true, anonymous: true, origins: 2, documents: 3, certainty: 'PROBABLE' })]);
  expect(edgeColumns.map(({ text }) => text(row!))).toEqual(['Ann', 'took part in (host)', 'The talk', '15 August 2021', 'Stated as probable', 'Disputed · Unnamed sources only', '2', '3', '1']);
  expect(edgeRows([], [edge('x', 'MET', 'y', { id: 'e' })])[0]).toMatchObject({ from: 'x', to: 'y' });
});

test('hedges are told as written, and that nobody says so', () => {
  expect(notes(undefined, ['reportedly', 'it seems'])).toBe('“reportedly” · “it seems”');
  expect(notes({ documents: 0, origins: 0, certainty: null, disputed: false, anonymous: false })).toBe('No source');
});

test('every typed word must be somewhere in the row, whatever its case and accents', () => {
  const row = spoken(node('x', 'PERSON', { label: 'Émile Ghani', sub: 'a minister' }), nodeColumns);
  const matches = (typed: string) => matcher(typed)(row);
  expect([matches(''), matches('emile'), matches('GHANI person'), matches('ghani minister'), matches('ghani general')]).toEqual([true, true, true, true, false]);
});

test('only rows in sight and a few more are drawn', () => {
  expect(visible(20_000, 30, 30_000, 600)).toEqual({ first: 990, end: 1030 });
  expect(visible(20_000, 30, 0, 600)).toEqual({ first: 0, end: 30 });
  expect(visible(20_000, 30, 599_700, 600)).toEqual({ first: 19_980, end: 20_000 });
  expect(visible(5, 30, 900, 600)).toEqual({ first: 5, end: 5 });
  expect(visible(0, 30, 0, 600)).toEqual({ first: 0, end: 0 });
});

test('a row is scrolled to no further than needed', () => {
  expect(scrolledTo(10, 30, 0, 600)).toBe(0);
  expect(scrolledTo(30, 30, 0, 600)).toBe(330);
  expect(scrolledTo(10, 30, 600, 600)).toBe(300);
});

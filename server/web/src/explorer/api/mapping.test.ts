import { expect, test } from 'vitest';
import type { DrawnEdgeFragment, DrawnNodeFragment, TimesFragment } from '../gen/graphql';
import { toEdge, toNode, toSpan } from './mapping';
import { kindOf, pieces } from './search';

const times = (more: Partial<TimesFragment>): TimesFragment => ({
  edtf: '2021-08-15',
  text: null,
  startEarliest: '2021-08-15T00:00:00Z',
  startLatest: '2021-08-15T23:59:59Z',
  endEarliest: '2021-08-15T00:00:00Z',
  endLatest: '2021-08-15T23:59:59Z',
  approximate: false,
  uncertain: false,
  ...more,
});

test('a time has its four bounds, open ones without end', () => {
  const day = Date.UTC(2021, 7, 15);
  expect(toSpan(times({}))).toMatchObject({ from: day, surelyFrom: day + 86_399_000, surelyTo: day, to: day + 86_399_000 });
  expect(toSpan(times({ endEarliest: null, endLatest: null }))).toMatchObject({ surelyTo: Infinity, to: Infinity });
  expect(toSpan(times({ startEarliest: null }))).toMatchObject({ from: -Infinity });
  expect(toSpan(null)).toBeUndefined();
});

const drawn = (label: string, kind: DrawnNodeFragment['kind'], node: object): DrawnNodeFragment =>
  ({ id: 'x', label, kind, degree: 3, when: null, node }) as DrawnNodeFragment;

test('a statement is called by who made it', () => {
  const claim = { text: 'The gate was shut.' };
  expect(toNode(drawn('told', 'ASSERTION', { claim, speaker: { name: 'Ann' }, hedges: ['reportedly'] }))).toEqual({
    id: 'x',
    kind: 'ASSERTION',
    label: 'Ann told',
    sub: 'The gate was shut.',
    degree: 3,
    hedges: ['reportedly'],
  });
  expect(toNode(drawn('states', 'ASSERTION', { claim, speaker: null, hedges: [] }))).toMatchObject({ label: 'the document states' });
});

test('a place has its point, and an event the place that it was held at', () => {
  expect(toNode(drawn('Kabul', 'PLACE', { description: null, placeType: 'city', coordinates: { latitude: 34.5, longitude: 69.2 } }))).toMatchObject({
    sub: 'city',
    point: { lat: 34.5, lon: 69.2 },
  });
  const event = toNode(drawn('Talk', 'MEETING', { description: 'A talk.', place: { id: 'p', name: 'Doha', coordinates: null } }));
  expect(event).toMatchObject({ sub: 'A talk.', at: { id: 'p', name: 'Doha' } });
  expect(event.at).not.toHaveProperty('point');
});

test('who met whom has the times of the first and the last meeting, where they have any', () => {
  const provenance = { documents: 1, origins: 1, certainty: null, disputed: false, anonymous: false };
  const met: DrawnEdgeFragment = { id: 'met:a.b', relation: 'MET', role: null, count: 3, source: { id: 'a' }, target: { id: 'b' }, when: null, firstMet: null, lastMet: null, provenance } as DrawnEdgeFragment;
  expect(toEdge(met)).not.toHaveProperty('met');
  expect(toEdge({ ...met, firstMet: times({}), lastMet: times({ edtf: '2022' }) })).toMatchObject({ met: { first: { edtf: '2021-08-15' }, last: { edtf: '2022' } } });
});

test('a highlight falls into pieces', () => {
  expect(pieces('fall of «Kabul» in «August»')).toEqual([
    { text: 'fall of ', hit: false },
    { text: 'Kabul', hit: true },
    { text: ' in ', hit: false },
    { text: 'August', hit: true },
  ]);
  expect(pieces('')).toEqual([]);
});

test('a type is the kind of its name', () => {
  expect([kindOf('Person'), kindOf('UnnamedAgent')]).toEqual(['PERSON', 'UNNAMED_AGENT']);
});

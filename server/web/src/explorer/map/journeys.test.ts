import { expect, test } from 'vitest';
import { edge, node } from '../testthings';
import { fromTo, onDay } from '../timeline/testspans';
import { bow, journeys, touched } from './journeys';
import { gather } from './spots';

const place = (id: string, lat: number) => ({ id, name: id, point: { lat, lon: 10 } });
const [a, b, c] = [place('a', 1), place('b', 2), place('c', 3)];
const nodes = [
  node('ann', 'PERSON'),
  node('third', 'MEETING', { span: onDay('2021-08-20'), at: c }),
  node('first', 'MEETING', { span: onDay('2021-08-01'), at: a }),
  node('again', 'MEETING', { span: onDay('2021-08-02'), at: a }),
  node('second', 'INCIDENT', { span: fromTo('2021-08-10', '2021-08-25'), at: b }),
  node('some day', 'MEETING', { at: c }),
];
const edges = ['third', 'first', 'again', 'second', 'some day'].map((event) => edge('ann', 'ATTENDED', event, { id: `ann ${event}` }));
const { spots } = gather(nodes, edges);
const way = (selection: string[]) => journeys(selection, nodes, edges, spots).map(({ who, legs }) => [who, ...legs.map(({ from, to, certain }) => `${from.id}${certain ? '>' : '?'}${to.id}`)]);

test('an agent goes from place to place in order of time; where times overlap the order is not certain', () => {
  expect(way(['ann'])).toEqual([['ann', 'a>b', 'b?c']]);
});

test('selected events make one way together; staying is none', () => {
  expect(way(['third', 'first'])).toEqual([['What is selected', 'a>c']]);
  expect(way(['first', 'again'])).toEqual([]);
  expect(way(['some day', 'first'])).toEqual([]);
});

test('an agent touches its events, an edge its ends', () => {
  expect([...touched(['ann'], edges)].sort()).toEqual(['again', 'ann', 'first', 'second', 'some day', 'third']);
  expect([...touched(['ann first'], edges)].sort()).toEqual(['ann', 'ann first', 'first']);
});

test('there and back are two bows', () => {
  expect(bow([0, 0], [100, 0])).toMatchObject({ x: 50, y: 8, degrees: 0 });
  expect(bow([100, 0], [0, 0])).toMatchObject({ x: 50, y: -8, degrees: 180 });
});

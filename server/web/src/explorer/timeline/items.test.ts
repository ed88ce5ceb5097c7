import { expect, test } from 'vitest';
import { edge, node } from '../testthings';
import { dated, extent } from './items';
import { markWords } from './markwords';
import { endedOn, onDay, since } from './testspans';

const scene = {
  nodes: [node('ann', 'PERSON'), node('talk', 'MEETING', { span: onDay('2021-08-15') }), node('raid', 'INCIDENT'), node('army', 'ORGANIZATION')],
  edges: [
    edge('ann', 'ATTENDED', 'talk', { id: 'took', span: onDay('2021-08-15') }),
    edge('ann', 'MEMBER_OF', 'army', { id: 'serves', span: since('2019-01-01') }),
    edge('ann', 'MEMBER_OF', 'army', { id: 'served' }),
    edge('ann', 'ATTENDED', 'raid', { id: 'saw' }),
  ],
};

test('things with a time of their own are items; an edge with that of its event is only counted', () => {
  const { items, nodeSpans, edgeSpans } = dated(scene.nodes, scene.edges);
  expect(items.map(({ id }) => id)).toEqual(['serves', 'talk']);
  expect(items[0]!.label).toBe('ann belongs to army');
  expect([nodeSpans.length, edgeSpans.length]).toEqual([1, 2]);
});

test('what could have a time and has none stands apart; a person does not', () => {
  expect(dated(scene.nodes, scene.edges).undated.map(({ id }) => id)).toEqual(['served', 'raid']);
});

test('who met whom is one item, and counts at its first and its last meeting; without a time it stands apart', () => {
  const [first, last] = [onDay('2021-08-10'), onDay('2021-08-20')];
  const nodes = ['ann', 'bob', 'cy'].map((id) => node(id));
  const { items, edgeSpans, undated } = dated(nodes, [
    edge('ann', 'MET', 'bob', { count: 13, met: { first, last } }),
    edge('ann', 'MET', 'cy', { count: 1, met: { first: last, last }, disputed: true }),
    edge('bob', 'MET', 'cy', { id: 'sometime' }),
  ]);
  expect(items.map(({ label, span }) => [label, span.from, span.to])).toEqual([
    ['ann met bob 13 times', first.from, last.to],
    ['ann met cy', last.from, last.to],
  ]);
  expect(edgeSpans).toEqual([first, last, last]);
  expect(undated.map(({ id }) => id)).toEqual(['sometime']);
  expect(items.map((item) => markWords({ items: [item] }))).toEqual([
    'ann met bob 13 times\nmet, first 10 August 2021, last 20 August 2021',
    'ann met cy\nmet, 20 August 2021, disputed',
  ]);
});

test('the extent passes over open ends', () => {
  expect(extent([onDay('2021-08-15'), endedOn('2021-08-30'), since('2021-08-20')])).toEqual([Date.parse('2021-08-15'), Date.parse('2021-08-30T23:59:59Z')]);
  expect(extent([])).toBeNull();
});

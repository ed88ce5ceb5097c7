import { expect, test } from 'vitest';
import type { LinkFragment, SaidFragment } from '../gen/graphql';
import { chainPlaces } from '../grow/chainplaces';
import { chainWords, heads, members, originWords, side, timesWords, toStatement } from './chain';
import { backingSigns } from './signs';

const document = { __typename: 'Document', id: 'document:report', name: 'A report', url: 'https://example.org/', publisher: null } as const;

function link(id: string, more: Partial<LinkFragment> = {}): LinkFragment {
  return { id, verb: null, quote: null, hedges: [], certainty: 'CERTAIN', polarity: 'AFFIRMED', locator: null, saidAt: null, speaker: null, document: null, addressees: { nodes: [] }, saidIn: null, ...more };
}

function said(...chain: LinkFragment[]): SaidFragment {
  return { ...chain[0]!, claim: { id: 'claim:x', text: 'It is so.' }, attributionChain: chain };
}

const report = link('a1', { document, hedges: ['reportedly'], certainty: 'PROBABLE', locator: 'page 3' });
const official = link('a2', { speaker: { __typename: 'UnnamedAgent', id: 'unnamed:official', name: 'an official' }, verb: 'told', saidAt: { edtf: '2021-08-15', text: 'that evening' } });
const ann = link('a3', { speaker: { __typename: 'Person', id: 'person:ann', name: 'Ann' }, polarity: 'DENIED', addressees: { nodes: [{ __typename: 'Person', id: 'person:bob', name: 'Bob' }] } });

test('a chain goes from where it is written to who said it first', () => {
  const { links, claim } = toStatement(said(report, official, ann));
  expect(claim.text).toBe('It is so.');
  expect(links.map(({ by }) => by?.name)).toEqual(['A report', 'an official', 'Ann']);
  expect(links.map(({ by }) => by?.kind)).toEqual(['DOCUMENT', 'UNNAMED_AGENT', 'PERSON']);
  expect(links.map(({ unnamed }) => unnamed)).toEqual([false, true, false]);
  expect(links[0]).toMatchObject({ verb: 'states', hedges: ['reportedly'], document: { url: 'https://example.org/', locator: 'page 3' } });
  expect(links[1]).toMatchObject({ verb: 'told', saidAt: { edtf: '2021-08-15', text: 'that evening' } });
  expect(links[2]).toMatchObject({ verb: 'denies', denied: true, to: [{ id: 'person:bob' }] });
});

test('what stands within the chain of another is not listed again', () => {
  const all = [said(official, ann), said(report, official, ann), said(ann)].map(toStatement);
  expect(heads(all).map(({ id }) => id)).toEqual(['a1']);
  expect(heads([])).toEqual([]);
});

test('those who affirm and those who deny stand on their sides', () => {
  const all = [toStatement(said(report)), toStatement(said(ann))];
  expect(side(all, false).map(({ id }) => id)).toEqual(['a1']);
  expect(side(all, true).map(({ id }) => id)).toEqual(['a3']);
});

test('a chain is told in words, its unnamed sources counted', () => {
  expect(chainWords(toStatement(said(report, official, ann)))).toBe('passed on 2 times, first said by Ann, through 1 unnamed source');
  expect(chainWords(toStatement(said(official)))).toBe('on the word of an official, who is not named');
  expect(chainWords(toStatement(said(link('a9'))))).toBe('on the word of a source that is not given');
});

test('ten papers with one origin are one origin', () => {
  expect(originWords({ documents: 10, origins: 1 })).toBe('In 10 documents, which go back to one and the same origin.');
  expect(originWords({ documents: 10, origins: 3 })).toBe('In 10 documents, which go back to 3 independent origins.');
  expect(originWords({ documents: 1, origins: 1 })).toBe('One origin: nobody else says so independently.');
  expect(originWords({ documents: 2, origins: 2 })).toBe('2 independent origins in 2 documents.');
  expect(originWords({ documents: 0, origins: 2 })).toBe('Known from 2 origins, without a document.');
  expect(originWords({ documents: 0, origins: 0 })).toBe('Nobody is on record for it.');
});

test('signs have letters and names that differ', () => {
  const all = backingSigns({ documents: 1, origins: 1, certainty: 'POSSIBLE', disputed: true, anonymous: true });
  expect(all.map(({ name }) => name)).toEqual(['disputed', 'unnamed', 'hedged', 'one origin']);
  expect(new Set(all.map(({ letter }) => letter)).size).toBe(4);
  expect(backingSigns({ documents: 2, origins: 2, certainty: 'CERTAIN', disputed: false, anonymous: false })).toEqual([]);
});

test('a chain is laid out in a row, below what is there', () => {
  const statement = toStatement(said(report, official, ann));
  const places = chainPlaces(statement, [
    [0, 0],
    [200, -50],
  ]);
  expect(Object.keys(places).sort()).toEqual([...members(statement)].sort());
  const row = ['a1', 'a2', 'a3'].map((id) => places[id]!);
  expect(row.map(([, y]) => y)).toEqual([row[0]![1], row[0]![1], row[0]![1]]);
  expect(row[1]![0] - row[0]![0]).toBe(row[2]![0] - row[1]![0]);
  expect(Math.max(...Object.values(places).map(([, y]) => y))).toBeLessThan(-50);
  expect(new Set(Object.values(places).map(String)).size).toBe(members(statement).length);
});

test('a chain stands upright on a narrow page', () => {
  const places = chainPlaces(toStatement(said(report, official, ann)), [], true);
  const column = ['a1', 'a2', 'a3', 'claim:x'].map((id) => places[id]!);
  expect(new Set(column.map(([x]) => x)).size).toBe(1);
  expect(column.map(([, y]) => y)).toEqual([...column.map(([, y]) => y)].sort((a, b) => b - a));
  expect(new Set(Object.values(places).map(String)).size).toBe(Object.keys(places).length);
});

test('how often two met', () => {
  expect([1, 2, 1234].map(timesWords)).toEqual(['once', 'twice', '1,234 times']);
});

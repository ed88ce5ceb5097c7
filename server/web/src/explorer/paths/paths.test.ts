import { expect, test } from 'vitest';
import { narrowed, toFilter, toFound } from '../api/paths';
import { edge } from '../testthings';
import { hopWords, noneWords, offWords, pathBacking, windowWish } from './words';
import type { Statement } from '../evidence/chain';

const anyWay = { relations: [], kinds: [], within: '', match: 'POSSIBLE', minOrigins: 0, minCertainty: null, steps: 6, first: 5 } as const;

test('a wish without limits asks for no filter', () => {
  expect(toFilter(anyWay)).toEqual({});
});

test('a certainty lets the surer ones pass too, and what has no time passes a window', () => {
  expect(toFilter({ ...anyWay, relations: ['MET'], within: '2021-08', match: 'CERTAIN', minOrigins: 2, minCertainty: 'PROBABLE' })).toEqual({
    relations: ['MET'],
    when: { within: '2021-08', match: 'CERTAIN', undated: true },
    provenance: { minOrigins: 2, certainty: ['CERTAIN', 'PROBABLE'] },
  });
});

test('a search that was cut short says so', () => {
  expect(toFound({ paths: [], truncated: true, timedOut: false, explored: 1200 }).stopped).toMatch(/bound of 1,200 relations/);
  expect(toFound({ paths: [], truncated: true, timedOut: true, explored: 1200 }).stopped).toMatch(/out of time/);
  expect(toFound({ paths: [], truncated: false, timedOut: false, explored: 3 }).stopped).toBe('');
});

test('that there is no path is told apart from that none was found in time', () => {
  expect(noneWords('Ann', 'Bob', false)).toMatch(/^No path leads from Ann to Bob/);
  expect(noneWords('Ann', 'Bob', true)).toMatch(/before the search stopped/);
});

test('a hop says on whose word it rests, and the hedges as written', () => {
  const link = { id: 'a', by: { id: 'p', name: 'Ann', kind: 'PERSON' }, unnamed: false, verb: 'said', quote: null, hedges: ['reportedly'], certainty: 'PROBABLE', denied: false, saidAt: null, document: null, to: [], during: null } as const;
  const statement: Statement = { id: 'a', claim: { id: 'c', text: 'c' }, links: [link] };
  expect(hopWords({ statements: [statement], total: 3, edge: edge('a', 'MET', 'b') })).toBe('On the word of Ann and 2 more statements, hedged “reportedly”; 1 origin.');
  expect(hopWords({ statements: [], total: 0, edge: edge('a', 'MET', 'b') })).toBe('No statement is kept that says so.');
});

test('what the legend switches off is no way for a path', () => {
  const all = { relations: ['MET', 'ATTENDED', 'ABOUT'], kinds: ['PERSON', 'CLAIM'] } as const;
  const off = (relationsOff: ('MET' | 'ATTENDED' | 'ABOUT')[], kindsOff: ('PERSON' | 'CLAIM')[]) => ({ relationsOff, kindsOff });
  expect(narrowed(anyWay, off([], []), all)).toEqual(anyWay);
  expect(narrowed(anyWay, off(['ABOUT'], ['CLAIM']), all)).toMatchObject({ relations: ['MET', 'ATTENDED'], kinds: ['PERSON'] });
  expect(narrowed({ ...anyWay, relations: ['MET', 'ABOUT'] }, off(['ABOUT'], []), all)).toMatchObject({ relations: ['MET'], kinds: [] });
  expect(narrowed({ ...anyWay, relations: ['ABOUT'] }, off(['ABOUT'], []), all)).toBeNull();
  expect(offWords(off(['ABOUT'], ['CLAIM']))).toBe('The legend switches off claims, “about”: no path leads there either.');
  expect(offWords(off([], []))).toBe('');
});

test('a path is as weak as its weakest step', () => {
  const hops = [edge('a', 'MET', 'b', { origins: 3, documents: 4 }), edge('b', 'ATTENDED', 'c', { certainty: 'POSSIBLE', disputed: true, documents: 2 })].map((one) => ({ edge: one }));
  expect(pathBacking({ hops })).toEqual({ documents: 2, origins: 1, certainty: 'POSSIBLE', disputed: true, anonymous: false });
});

test('the window of the time line is a wish', () => {
  expect(windowWish({ from: Date.UTC(2021, 7, 14), to: Date.UTC(2021, 7, 15, 12), mode: 'certain' })).toEqual({ within: '2021-08-14T00:00:00Z/2021-08-15T12:00:00Z', match: 'CERTAIN' });
});

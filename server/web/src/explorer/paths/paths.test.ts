import { expect, test } from 'vitest';
import { toFilter, toFound } from '../api/paths';
import { edge } from '../testthings';
import { hopWords, noneWords } from './words';
import type { Statement } from '../evidence/chain';

const anyWay = { relations: [], kinds: [], within: '', match: 'POSSIBLE', minOrigins: 0, minCertainty: null, steps: 6 } as const;

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

import { expect, test } from 'vitest';
import { edge } from '../testthings';
import { walked } from './lit';

test('a path is walked whichever way its edges lead', () => {
  expect(walked([edge('a', 'MET', 'b'), edge('c', 'ATTENDED', 'b'), edge('c', 'HELD_AT', 'd')], 'a')).toEqual(['a', 'b', 'c', 'd']);
  expect(walked([edge('b', 'MET', 'a'), edge('b', 'MET', 'c')], null)).toEqual(['a', 'b', 'c']);
  expect(walked([edge('a', 'MET', 'b'), edge('b', 'MET', 'c')], null)).toEqual(['a', 'b', 'c']);
  expect(walked([edge('a', 'MET', 'b')], 'b')).toEqual(['b', 'a']);
  expect(walked([edge('a', 'MET', 'b')], null)).toEqual(['a', 'b']);
  expect(walked([], 'a')).toEqual([]);
});

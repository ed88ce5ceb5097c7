import { expect, test } from 'vitest';
import { edge, node } from '../testthings';
import { noneWords } from './nonewords';

test('an empty time line says why, and what to do', () => {
  const two = [node('a', 'PERSON'), node('b', 'PERSON')];
  expect(noneWords([], [])).toBe('Nothing is in view.');
  expect(noneWords(two, [edge('a', 'MET', 'b', { id: 'm', count: 3 })])).toMatch(/is not recorded/);
  expect(noneWords(two, [])).toMatch(/open what is around it/);
});

import { expect, test } from 'vitest';
import { shortName } from './words';

test('of a long name the number at its end is kept, by which those of a series differ', () => {
  expect(shortName('White House Tapes: Conversation 450-026', 30)).toBe('White House Tapes:… 450-026');
  expect(shortName('White House Tapes: Conversation 450-026', 40)).toBe('White House Tapes: Conversation 450-026');
});

test('a long name without one is cut at its end', () => {
  expect(shortName('There is a problem with two ways out: either the one or the other.', 30)).toBe('There is a problem with two…');
  expect(shortName('Report of 1234567890123456789', 20)).toBe('Report of 123456789…');
});

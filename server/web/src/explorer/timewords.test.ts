import { expect, test } from 'vitest';
import { onDay } from './timeline/testspans';
import { timeWords, whenWords } from './timewords';

test.each([
  ['2021', '2021'],
  ['2021-08', 'August 2021'],
  ['2021-08-05', '5 August 2021'],
  ['2021-08-15~', 'about 15 August 2021'],
  ['2021-08?', 'perhaps August 2021'],
  ['1972%', 'perhaps about 1972'],
  ['2021-22', 'summer 2021'],
  ['197X', 'the 1970s'],
  ['19XX', 'some year from 1900 to 1999'],
  ['2021-XX', 'a month in 2021'],
  ['2021-08-XX', 'a day in August 2021'],
  ['2021-XX-XX', 'a day in 2021'],
  ['2021-08-15T09:30:00Z', '15 August 2021, 09:30 UTC'],
  ['2021-08-15T09:30:07+04:30', '15 August 2021, 09:30:07'],
  ['1971-02-16T08:04:00-05:00~', '16 February 1971, about 08:04'],
])('%s is %s', (edtf, words) => expect(timeWords(edtf)).toBe(words));

test.each([
  ['1971-02-16T08:04:00-05:00~/1971-02-16T23:59:00-05:00~', '16 February 1971, about 08:04 to 23:59'],
  ['1971-02-16T08:04:00Z/1971-02-16T23:59:00Z~', '16 February 1971, 08:04 to about 23:59 UTC'],
  ['1971-02-16T23:04:00Z/1971-02-17T00:30:00Z', '16 February 1971, 23:04 UTC to 17 February 1971, 00:30 UTC'],
  ['2021-08-15/2021-08-20', '15 to 20 August 2021'],
  ['2021-08-15/2021-08-15', '15 August 2021'],
  ['2021-08-15~/2021-09-20~', 'about 15 August to 20 September 2021'],
  ['2021-08/2021-10', 'August to October 2021'],
  ['2020-12-30/2021-01-02', '30 December 2020 to 2 January 2021'],
  ['2021/2021-03', '2021 to March 2021'],
  ['2020/2021', '2020 to 2021'],
  ['/2021-08-30', 'by 30 August 2021'],
  ['../2021', 'by 2021'],
  ['2021/..', 'from 2021'],
  ['../..', 'at no known time'],
])('the interval %s is %s', (edtf, words) => expect(timeWords(edtf)).toBe(words));

test.each(['Y17000', '-0044-03-15', '2021-13', 'soon'])('%s, which has no words, stays as it is', (edtf) => expect(timeWords(edtf)).toBe(edtf));

test('when something was, or two met', () => {
  const [first, last] = [onDay('2021-08-14'), onDay('2021-08-15')];
  expect(whenWords({})).toBe('');
  expect(whenWords({ span: first })).toBe('14 August 2021');
  expect(whenWords({ span: { ...last, edtf: '2021-08-15~', text: 'by late afternoon', approximate: true } })).toBe('about 15 August 2021 (“by late afternoon”)');
  expect(whenWords({ met: { first, last }, count: 13 })).toBe('first 14 August 2021, last 15 August 2021');
  expect(whenWords({ met: { first, last: first }, count: 2 })).toBe('14 August 2021');
});

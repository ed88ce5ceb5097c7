import { expect, test } from 'vitest';
import { names, understood, type Domain } from './names';
import { fromWords, toWords } from './url';

const domain: Domain = { kinds: ['PERSON', 'MEETING'], relations: ['ATTENDED'] };

function left(words: string): [string, string[]] {
  const wrong: string[] = [];
  return [toWords(understood(fromWords(words), domain, wrong)), wrong];
}

test('kinds and relations that there are stay, who met whom too', () => {
  for (const words of ['n=a&off=PERSON&roff=ATTENDED,MET', 'from=a&to=b&by=MET&through=MEETING&asked=1']) expect(left(words)).toEqual([words, []]);
});

test('those that there are not are left out, each told; a question that named one is not asked', () => {
  expect(left('n=a&off=PERSON,GHOST&roff=HAUNTS')).toEqual(['n=a&off=PERSON', ['off=GHOST', 'roff=HAUNTS']]);
  expect(left('from=a&to=b&by=HAUNTS,ATTENDED&through=ATTENDED&asked=1')).toEqual(['from=a&to=b&by=ATTENDED', ['through=ATTENDED', 'by=HAUNTS']]);
  expect(left('off=GHOST&from=a&to=b&by=MET&asked=1')).toEqual(['from=a&to=b&by=MET&asked=1', ['off=GHOST']]);
});

test('only a state that names some needs to know which there are', () => {
  expect(names(fromWords('n=a&sure=CERTAIN&from=a&to=b'))).toBe(false);
  for (const words of ['off=A', 'roff=A', 'by=A', 'through=A']) expect(names(fromWords(words))).toBe(true);
});

import { describe, expect, test } from 'vitest';
import { emptyState, type State } from './scene';
import { fromHash, fromWords, toHash, toWords } from './url';
import { dropView, opened, savedViews, saveView } from './views';

function keeper() {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), kept };
}

const full: State = {
  scene: {
    ids: ['person:a', 'b, c', 'd&e=f@g', 'ü/ß', '100%', 'met:x.y~z'],
    pinned: { 'b, c': [1.5, -20.25], 'd&e=f@g': [0, 3] },
    hidden: ['100%'],
    folded: true,
  },
  filter: { kindsOff: ['CLAIM', 'PLACE'], relationsOff: ['ABOUT'], minCertainty: 'PROBABLE', minOrigins: 2, onlyDisputed: true, fade: true },
  selection: ['b, c', 'met:x.y~z'],
  window: { from: -1e12, to: 1_629_000_000_000, mode: 'certain' },
  view: 'map',
  side: 'paths',
  about: 'person:a',
  question: {
    from: 'b, c',
    to: 'd&e=f@g',
    wish: { relations: ['MET', 'ATTENDED'], kinds: ['PERSON'], within: '2021-08~/..', match: 'CERTAIN', minOrigins: 2, minCertainty: 'POSSIBLE', steps: 4, first: 25 },
    asked: true,
  },
  bright: { path: ['met:a,b', 'x&y'] },
};

const large = (count: number): State => ({
  ...emptyState,
  scene: { ...emptyState.scene, ids: Array.from({ length: count }, (_, i) => `meeting:37-wht-conversation-${String((i * 7919) % 10_000).padStart(4, '0')}-${i}`) },
});

describe('words', () => {
  test('an empty page has none', () => {
    expect(toWords(emptyState)).toBe('');
    expect(fromWords('')).toEqual(emptyState);
  });

  test('a simple scene can be read', () => {
    expect(toWords({ ...emptyState, scene: { ...emptyState.scene, ids: ['person:joe', 'place:kabul'] }, view: 'list' })).toBe(
      'n=person:joe,place:kabul&view=list',
    );
  });

  test('all that a state says comes back', () => {
    expect(fromWords(toWords(full))).toEqual(full);
  });

  test('what was given away before more was said opens as it did', () => {
    const old = 'n=person:joe,place:kabul&hide=place:kabul&pin=person:joe%401.5%40-2&off=CLAIM&sure=PROBABLE&origins=2&fade=1&sel=person:joe&t=0,86399000,certain&view=map';
    expect(fromWords(old)).toEqual({
      ...emptyState,
      scene: { ids: ['person:joe', 'place:kabul'], hidden: ['place:kabul'], pinned: { 'person:joe': [1.5, -2] }, folded: false },
      filter: { ...emptyState.filter, kindsOff: ['CLAIM'], minCertainty: 'PROBABLE', minOrigins: 2, fade: true },
      selection: ['person:joe'],
      window: { from: 0, to: 86_399_000, mode: 'certain' },
      view: 'map',
    });
    expect(toWords(fromWords(old))).toBe(old);
  });

  test('how two are connected can be read, and a chain is bright as a path is', () => {
    expect(fromWords('side=paths&from=person:ann&to=person:bob&by=MET&steps=3&asked=1')).toEqual({
      ...emptyState,
      side: 'paths',
      question: { from: 'person:ann', to: 'person:bob', wish: { ...emptyState.question.wish, relations: ['MET'], steps: 3 }, asked: true },
    });
    expect(fromWords('n=a&chain=assertion:x').bright).toEqual({ chain: 'assertion:x' });
    expect(fromWords(toWords({ ...full, bright: { chain: 'a,b' } })).bright).toEqual({ chain: 'a,b' });
  });

  test.each(['from=a&asked=1', 'from=a&to=a&asked=1', 'asked=1', 'steps=99&paths=0&match=MAYBE&wording=YES&side=none'])('%s asks nothing', (words) => {
    const { question, side } = fromWords(words);
    expect(question).toMatchObject({ wish: emptyState.question.wish, asked: false });
    expect(side).toBe('details');
  });

  test.each([
    ['', []],
    ['n=a&view=graph&side=details&match=POSSIBLE&fold=0&origins=0&steps=6&t=0,1,certain&pin=a@1@2', []],
    ['n=a&t=9,1,possible', ['t=9,1,possible']],
    ['n=a&t=0,1,perhaps&origins=many', ['origins=many', 't=0,1,perhaps']],
    ['n=a,b&pin=a@x@y,b@1@2', ['pin=a@x@y,b@1@2']],
    ['view=none&fade=yes&sure=YES', ['sure=YES', 'fade=yes', 'view=none']],
    ['n=a&colour=red&b', ['colour=red', 'b']],
    ['n=a&origins=100&backed=1.5', ['origins=100', 'backed=1.5']],
    ['n=a&t=-Infinity,Infinity,possible', ['t=-Infinity,Infinity,possible']],
    ['n=a&t=0,1e15,certain', ['t=0,1e15,certain']],
    ['n=a&pin=a@1e308@0', ['pin=a@1e308@0']],
  ])('what %s says wrong is told', (words, wrong) => {
    const told: string[] = [];
    fromWords(words, told);
    expect(told).toEqual(wrong);
  });

  test('what is right beside what is wrong counts', () => {
    expect(fromWords('n=a,b&pin=a@x@y,b@1@2').scene.pinned).toEqual({ b: [1, 2] });
  });

  test('they are letters that no browser writes otherwise', () => {
    expect(toWords(full)).toMatch(/^[\w:.~*/%,&=-]*$/);
  });

  test.each(['n', 'n=', 'n=a&t=5', 't=9,1,possible', 'pin=a', 'pin=a@x@y', 'origins=-3', 'sure=YES', 'view=none', '%', 'n=%E0%A4%A&z'])('%s means no harm', (words) => {
    const state = fromWords(words);
    expect(state.filter).toEqual(emptyState.filter);
    expect(state.window).toBeNull();
    expect(state.scene.pinned).toEqual({});
    expect(state.view).toBe('graph');
  });
});

describe('addresses', () => {
  test('a small scene is in words', async () => {
    const { hash, local } = await toHash(full, keeper());
    expect([hash, local]).toEqual([toWords(full), false]);
    expect(await fromHash(`#${hash}`, keeper())).toEqual(full);
  });

  test('a larger one is packed, and good anywhere', async () => {
    const { hash, local } = await toHash(large(300), keeper());
    expect(local).toBe(false);
    expect(hash.length).toBeLessThan(toWords(large(300)).length / 2);
    expect(hash).toMatch(/^z=[\w-]+$/);
    expect(await fromHash(`#${hash}`, keeper())).toEqual(large(300));
  });

  test('one that is too large is kept here, and says so', async () => {
    const here = keeper();
    const { hash, local } = await toHash(large(8000), here);
    expect(local).toBe(true);
    expect(hash.length).toBeLessThan(40);
    expect(await fromHash(`#${hash}`, here)).toEqual(large(8000));
    expect(await fromHash(`#${hash}`, keeper())).toBeNull();
  });

  test('one that cannot be kept fails', async () => {
    const refusing = { getItem: () => null, setItem: () => { throw new Error('full'); } };
    await expect(toHash(large(8000), refusing)).rejects.toThrow('full');
  });

  test('a damaged one is told from an empty one', async () => {
    expect(await fromHash('#z=AAAA', keeper())).toBeNull();
    expect(await fromHash('#z=%%', keeper())).toBeNull();
  });
});

describe('saved views', () => {
  test('the last saved comes first, a name is there once, and one can be forgotten', () => {
    const storage = keeper();
    saveView(storage, 'one', full, 1);
    saveView(storage, 'two', emptyState, 2);
    saveView(storage, 'one', full, 3);
    expect(savedViews(storage).map(({ name, saved }) => [name, saved])).toEqual([['one', 3], ['two', 2]]);
    expect(opened(savedViews(storage)[0]!)).toEqual(full);
    expect(dropView(storage, 'one').map(({ name }) => name)).toEqual(['two']);
    expect(savedViews(storage)).toHaveLength(1);
  });

  test('what is damaged counts as none', () => {
    for (const text of ['{', '{}', '[1, null, {"name": "x"}]']) expect(savedViews({ getItem: () => text })).toEqual([]);
  });
});

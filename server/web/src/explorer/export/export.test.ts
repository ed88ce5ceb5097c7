import { describe, expect, test } from 'vitest';
import type { Colours } from '../graph/look';
import { emptyScene, emptyState } from '../state/scene';
import { edge, node } from '../testthings';
import { fromFile, toFile } from './data';
import { toSvg } from './picture';
import { playgroundAddress, questionsBehind, titles } from './questions';

const nodes = [node('a', 'PERSON', { label: 'Ann & "Bob" <x>' }), node('b', 'MEETING'), node('c', 'ASSERTION')];
const edges = [edge('a', 'ATTENDED', 'b', { disputed: true }), edge('a', 'MET', 'b'), edge('b', 'SAID_IN', 'gone')];
const places = new Map([
  ['a', [0, 0]],
  ['b', [100, 50]],
  ['c', [-30, -20]],
] as [string, [number, number]][]);
const state = { ...emptyState, scene: { ...emptyScene, ids: ['a', 'b', 'c'], pinned: { a: [0, 0] as [number, number] } }, selection: ['b'] };

describe('the file of a scene', () => {
  test('is read as it was written', () => {
    const found = fromFile(toFile(state, { nodes, edges }, places));
    expect(found).toEqual({ state, places });
  });

  test('holds the nodes and edges', () => {
    const file = JSON.parse(toFile(state, { nodes, edges }, places)) as { nodes: unknown; edges: unknown };
    expect(file).toMatchObject({ nodes, edges });
  });

  test.each([
    ['{', 'no JSON'],
    ['null', 'not of a scene'],
    ['{"nodes": []}', 'not of a scene'],
    ['{"format": "parley-scene", "version": 2, "state": "n=a"}', 'newer'],
    ['{"format": "parley-scene", "version": 1, "state": ""}', 'empty'],
  ])('says what is wrong with %s', (text, words) => {
    expect(fromFile(text)).toContain(words);
  });

  test('loses a place that is none', () => {
    const found = fromFile('{"format": "parley-scene", "version": 1, "state": "n=a", "places": {"a": [1, "x"], "b": [1, 2]}}');
    expect(found).toMatchObject({ places: new Map([['b', [1, 2]]]) });
  });
});

describe('the drawing', () => {
  const colours: Colours = { theme: 'light', kind: () => '#123456', paper: '#fff', ink: '#000', muted: '#777', line: '#ddd', edge: '#bbb', disputed: '#c40', accent: '#00f', faint: '#ccc' };
  const { text, width, height } = toSvg({ nodes, edges, faint: new Set(['c']), places, colours, font: 'sans-serif' });

  test('has all nodes with their labels, escaped, and the edges between them', () => {
    expect(text.match(/<text /g)).toHaveLength(3);
    expect(text).toContain('Ann &#38; &#34;Bob&#34; &#60;x&#62;');
    expect(text.match(/<g><title>(took part|met)/g)).toHaveLength(2);
  });

  test('draws what is disputed as two lines, and what is faint faintly', () => {
    const disputed = text.split('\n').find((line) => line.includes('took part'));
    expect(disputed?.match(/stroke="#c40"/g)).toHaveLength(2);
    expect(text.split('\n').filter((line) => line.includes('#ccc'))).toHaveLength(1);
  });

  test('ends lines as the page does, and gives a claim its letter and its ring', () => {
    const claim = node('k', 'CLAIM', { backing: { documents: 1, origins: 1, certainty: 'CERTAIN', disputed: true, anonymous: false } });
    const drawn = toSvg({
      nodes: [claim, nodes[0]!],
      edges: [edge('k', 'ABOUT', 'a'), edge('k', 'SPEAKER', 'a'), edge('k', 'ADDRESSEE', 'a')],
      faint: new Set(),
      places: new Map([['k', [0, 0]], ['a', [90, 40]]]),
      colours,
      font: 'sans-serif',
    }).text;
    expect(drawn).toContain('>≠</text>');
    expect(drawn).toMatch(/<rect [^>]*rx="4"[^>]*\/><text [^>]*><tspan x="[\d.]+">1<\/tspan><\/text>/);
    expect(drawn).toContain('disputed: somebody denies or contradicts it\nall who say so have it from one origin</title>');
    expect(drawn.match(/<circle /g)).toHaveLength(2);
    expect(drawn.match(/stroke-linecap="round"/g)).toHaveLength(1);
    expect(drawn.match(/stroke-width="2.4"/g)).toHaveLength(1);
    expect(drawn.match(/stroke-width="1.6"/g)).toHaveLength(1);
  });

  test('is as large as what it holds', () => {
    expect([width, height]).toEqual([130 + 40 + 190, 70 + 80]);
  });
});

describe('the questions behind it', () => {
  const looked = { nodes, ids: ['a', 'b', 'c'], selection: ['b'], window: { from: Date.UTC(2021, 7, 14), to: Date.UTC(2021, 7, 15), mode: 'certain' as const } };

  test('begin with the picture and the time line of what is selected, in its window', () => {
    const [picture, timeline] = questionsBehind(looked);
    expect(picture).toMatchObject({ title: 'This picture', variables: { around: ['a', 'b', 'c'], depth: 0 } });
    expect(timeline).toMatchObject({
      title: 'The time line of the selected',
      variables: { of: ['b'], window: { within: '2021-08-14T00:00:00Z/2021-08-15T00:00:00Z', match: 'CERTAIN' } },
    });
  });

  test('are none of an empty picture', () => {
    expect(questionsBehind({ nodes: [], ids: [], selection: [], window: null })).toEqual([]);
  });

  test('each question that the page can ask has a title', () => {
    const documents = import.meta.glob<string>('../api/*.graphql', { query: '?raw', import: 'default', eager: true });
    const names = Object.values(documents).flatMap((text) => [...text.matchAll(/^query (\w+)/gm)].map(([, name]) => name));
    expect(Object.keys(titles).sort()).toEqual(names.sort());
  });

  test('stand in the address of the playground, long ones where no server sees them', () => {
    expect(playgroundAddress({ query: '{ a }', variables: {} })).toBe('/graphiql?query=%7B+a+%7D&variables=%7B%7D');
    expect(playgroundAddress({ query: 'x'.repeat(9_000), variables: {} })).toMatch(/^\/graphiql#query=x/);
  });
});

import { describe, expect, test } from 'vitest';
import { edge, node } from '../testthings';
import { arrange, type Body, seed } from './arrange';
import { dressNode, edgeWords, type Light } from './dress';
import { wrap } from './labels';
import { type Colours, line, look, marked, radius } from './look';
import { around } from './loners';
import { empty, moved, sync } from './sync';

const colours: Colours = { theme: 'light', kind: () => '#888', paper: '#fff', ink: '#000', muted: '#777', line: '#ddd', edge: '#999', disputed: '#c40', accent: '#06c', faint: '#ccc' };

const bodies = (ids: readonly string[], fixed: readonly string[] = []): Body[] =>
  ids.map((id) => {
    const [x, y] = seed(id, 100);
    return { id, x, y, size: 8, fixed: fixed.includes(id) };
  });

function arranged(...given: Parameters<typeof bodies>): [number, number][] {
  let last: ArrayLike<number> = [];
  let ends = 0;
  const bonds = given[0].slice(1).map((_, i) => [0, i + 1, 1] as const);
  arrange({ bodies: bodies(...given), bonds }, (places, done) => {
    last = places;
    ends += Number(done);
  });
  expect(ends).toBe(1);
  return given[0].map((_, i) => [last[2 * i]!, last[2 * i + 1]!]);
}

const ids = Array.from({ length: 30 }, (_, i) => `person:${i}`);

describe('arranging', () => {
  test('the same scene comes out the same', () => {
    expect(arranged(ids)).toEqual(arranged(ids));
  });

  test('no two nodes overlap, and all have a place', () => {
    const places = arranged(ids);
    for (const [i, [x, y]] of places.entries()) {
      expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
      for (const [otherX, otherY] of places.slice(i + 1)) expect(Math.hypot(x - otherX, y - otherY)).toBeGreaterThan(16);
    }
  });

  test('what is fixed stays where it is', () => {
    const fixed = ids.slice(0, 10);
    const before = bodies(ids).slice(0, 10).map(({ x, y }) => [Math.fround(x), Math.fround(y)]);
    expect(arranged(ids, fixed).slice(0, 10)).toEqual(before);
  });

  test('seeds differ and stay within their disc', () => {
    const seeds = ids.map((id) => seed(id, 50));
    expect(new Set(seeds.map(String)).size).toBe(ids.length);
    for (const [x, y] of seeds) expect(Math.hypot(x, y)).toBeLessThanOrEqual(50);
  });
});

describe('a graph in step with its scenery', () => {
  const nodes = [node('a'), node('b')];
  const edges = [edge('a', 'MET', 'b'), edge('b', 'ADDRESSEE', 'a'), edge('a', 'SPEAKER', 'b')];

  test('new nodes are told once, and edges of one pair lie side by side', () => {
    const { graph, fresh } = sync(empty(), { nodes, edges });
    expect(fresh).toEqual(['a', 'b']);
    expect(sync(graph, { nodes, edges }).fresh).toEqual([]);
    // To one side of the way from a to b, whichever end an edge leaves from.
    const sides = graph.mapEdges((_id, { shift }, source) => (source === 'a' ? shift : -shift) + 0);
    expect(sides.sort((a, b) => a - b)).toEqual([-7, 0, 7]);
  });

  test('what is gone goes, and what comes stands beside its neighbours', () => {
    const before = sync(empty(), { nodes, edges }).graph;
    before.mergeNodeAttributes('b', { x: 1000, y: 1000 });
    const { graph, fresh } = sync(before, { nodes: [node('b'), node('c')], edges: [edge('b', 'MET', 'c')] });
    expect(fresh).toEqual(['c']);
    expect(graph.nodes()).toEqual(['b', 'c']);
    const { x, y } = graph.getNodeAttributes('c');
    expect(Math.hypot(x - 1000, y - 1000)).toBeLessThanOrEqual(60);
  });

  test('what moved while a graph was made is where it got to', () => {
    const before = sync(empty(), { nodes, edges }).graph;
    const { graph } = sync(before, { nodes: [node('b'), node('c')], edges: [] });
    before.mergeNodeAttributes('b', { x: 7, y: 8 });
    expect(moved(graph, before).getNodeAttributes('b')).toMatchObject({ x: 7, y: 8 });
    expect(graph.nodes()).toEqual(['b', 'c']);
  });
});

describe('looks', () => {
  test('every kind differs from every other by its shape or by being hollow', () => {
    const kinds = ['PERSON', 'ORGANIZATION', 'UNNAMED_AGENT', 'PLACE', 'MEETING', 'INCIDENT', 'DOCUMENT', 'CLAIM', 'ASSERTION'];
    expect(new Set(kinds.map((kind) => JSON.stringify(look(kind)))).size).toBe(kinds.length);
    expect(look('NEW')).toEqual({ shape: 'square', hollow: true });
  });

  test('lines tell what stands behind', () => {
    expect(line(edge('a', 'ATTENDED', 'b'))).toMatchObject({ dash: 'solid', double: false, head: 'arrow' });
    expect(line(edge('a', 'ATTENDED', 'b', { anonymous: true }))).toMatchObject({ dash: 'dashed' });
    expect(line(edge('a', 'ATTENDED', 'b', { origins: 0, certainty: null }))).toMatchObject({ dash: 'dotted' });
    expect(line(edge('a', 'ATTENDED', 'b', { disputed: true }))).toMatchObject({ double: true });
    expect(line(edge('a', 'MET', 'b'))).toMatchObject({ head: 'none' });
    expect(line(edge('a', 'ATTENDED', 'b', { certainty: 'PROBABLE' }))).toMatchObject({ dash: 'dotted' });
    expect(line(edge('a', 'ATTENDED', 'b', { certainty: 'PROBABLE', anonymous: true }))).toMatchObject({ dash: 'dash-dotted' });
    expect(new Set((['SPEAKER', 'ADDRESSEE', 'ABOUT', 'ASSERTS'] as const).map((relation) => line(edge('a', relation, 'b')).head)).size).toBe(4);
    expect(line(edge('a', 'ATTENDED', 'b', { origins: 4 })).width).toBeGreaterThan(line(edge('a', 'ATTENDED', 'b')).width);
    expect(line(edge('a', 'MET', 'b', { count: 50 })).width).toBeGreaterThan(line(edge('a', 'MET', 'b')).width);
  });

  test('claims differ by ring and letters, which tell all signs, the weightiest first', () => {
    const backing = { documents: 1, origins: 1, certainty: 'CERTAIN', disputed: false, anonymous: false } as const;
    const claims = [{}, { origins: 3 }, { disputed: true, anonymous: true }, { anonymous: true }, { certainty: 'POSSIBLE' as const }, { disputed: true, anonymous: true, certainty: 'POSSIBLE' as const, origins: 2 }];
    const marks = claims.map((more) => marked(node('c', 'CLAIM', { backing: { ...backing, ...more } })));
    expect(marks.map(({ letters }) => letters)).toEqual(['1', '', '≠?1', '?1', '~1', '≠?~']);
    expect(marks.map(({ ring }) => ring && `${ring.dash}${ring.double ? ', double' : ''}`)).toEqual([null, 'solid', 'dashed, double', 'dashed', 'dotted', 'dash-dotted, double']);
    expect(marked(node('s', 'ASSERTION', { hedges: ['reportedly'] }))).toEqual({ ring: { dash: 'dotted', double: false }, letters: '~' });
    expect(marked(node('p'))).toEqual({ ring: null, letters: '' });
  });

  test('each ring has a number of its own for the shader', () => {
    const light: Light = { colours, selection: new Set(), faint: new Set(), looked: new Set(), nodes: null, lit: null, scale: 1, labelled: true };
    const backings = [false, true].flatMap((disputed) => [false, true].flatMap((anonymous) => (['CERTAIN', 'POSSIBLE'] as const).map((certainty) => ({ documents: 2, origins: 2, certainty, disputed, anonymous }))));
    const numbers = backings.map((backing) => dressNode(node('c', 'CLAIM', { backing }), false, light).ring);
    expect(numbers).toEqual([1, 3, 2, 4, 5, 7, 6, 8]);
    expect(dressNode(node('p'), false, light).ring).toBe(0);
  });

  test('the better connected are larger, within bounds', () => {
    expect(radius(0)).toBeGreaterThan(3);
    expect(radius(100)).toBeGreaterThan(radius(10));
    expect(radius(1e9)).toBeLessThan(13);
  });

  test('edges are labelled by the part played, or by how often', () => {
    expect(edgeWords(edge('a', 'ATTENDED', 'b', { role: 'host' }))).toBe('host');
    expect(edgeWords(edge('a', 'MET', 'b', { count: 1234 }))).toBe('met 1,234×');
    expect(edgeWords(edge('a', 'ATTENDED', 'b', { disputed: true }))).toBe('took part, disputed');
  });

  test('lines of text break at spaces', () => {
    expect(wrap('who met whom and where', 10)).toEqual(['who met', 'whom and', 'where']);
    expect(wrap('unbreakableword x', 5)).toEqual(['unbreakableword', 'x']);
  });
});

test('what is joined with nothing stands in rings around the rest, each in a place of its own', () => {
  const places = around([[0, 0], [100, 0]], 300);
  expect(new Set(places.map((at) => at.map(Math.round).join())).size).toBe(300);
  const away = places.map(([x, y]) => Math.hypot(x - 50, y));
  expect(Math.min(...away)).toBeCloseTo(110);
  expect(Math.max(...away)).toBeLessThan(320);
  expect(around([], 3)).toHaveLength(3);
});

test('many that are joined with nothing do not drive the others together', () => {
  const lone = Array.from({ length: 60 }, (_, i) => `lone:${i}`);
  const all = bodies([...ids, ...lone]);
  let last: ArrayLike<number> = [];
  arrange({ bodies: all, bonds: ids.slice(1).map((_, i) => [0, i + 1, 1] as const) }, (places) => (last = places));
  const far = (i: number) => Math.hypot(last[2 * i]! - last[0]!, last[2 * i + 1]! - last[1]!);
  const core = Math.max(...ids.map((_, i) => far(i)));
  expect(Math.max(...lone.map((_, i) => far(ids.length + i)))).toBeLessThan(core * 2.5 + 200);
});

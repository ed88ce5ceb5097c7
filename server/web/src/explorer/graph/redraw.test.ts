import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { node } from '../testthings';
import { Glide } from './glide';
import { Redraw } from './redraw';
import { empty, sync } from './sync';

let waiting = new Map<number, () => void>();
let last = 0;

beforeEach(() => {
  waiting = new Map();
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => (waiting.set(++last, act), last));
  vi.stubGlobal('cancelAnimationFrame', (id: number) => waiting.delete(id));
});
afterEach(() => void vi.unstubAllGlobals());

/** Lets a frame come. */
function frame(): void {
  const acts = [...waiting.values()];
  waiting.clear();
  acts.forEach((act) => act());
}

function watched(builds: boolean) {
  const told: string[] = [];
  const redraw = new Redraw({ build: () => (told.push('build'), builds), draw: (dress) => void told.push(dress ? 'dress' : 'place') });
  return { redraw, told };
}

test('however often it changes, the picture is drawn once a frame', () => {
  const { redraw, told } = watched(false);
  redraw.placed();
  redraw.dressed();
  redraw.placed();
  expect(told).toEqual([]);
  frame();
  frame();
  expect(told.filter((step) => step !== 'build')).toEqual(['dress']);
  redraw.placed();
  frame();
  expect(told.filter((step) => step !== 'build')).toEqual(['dress', 'place']);
});

test('what took work to build is drawn a frame later, or at once where that is wanted', () => {
  const { redraw, told } = watched(true);
  redraw.dressed();
  frame();
  expect(told).toEqual(['build']);
  frame();
  expect(told.at(-1)).toBe('dress');
  redraw.dressed();
  redraw.now();
  expect(told.at(-1)).toBe('dress');
  const many = told.length;
  frame();
  redraw.now();
  expect(told).toHaveLength(many);
});

test('nodes glide to their places, but for one that is held and one that has gone', () => {
  vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValueOnce(50).mockReturnValue(100);
  const { graph } = sync(empty(), { nodes: [node('a'), node('b'), node('c')], edges: [] });
  const before = { ...graph.getNodeAttributes('b') };
  const ended = vi.fn();
  const glide = new Glide({ graph: () => graph, held: (id) => id === 'b', moved: () => {} });
  glide.to(new Map(['a', 'b', 'c'].map((id) => [id, [1000, 0]])), 100, ended);
  const half = graph.getNodeAttribute('a', 'x');
  expect(half).toBeGreaterThan(100);
  expect(half).toBeLessThan(1000);
  graph.dropNode('c');
  expect(ended).not.toHaveBeenCalled();
  frame();
  expect(graph.getNodeAttributes('a')).toMatchObject({ x: 1000, y: 0 });
  expect(graph.getNodeAttributes('b')).toMatchObject(before);
  expect(ended).toHaveBeenCalledOnce();
});

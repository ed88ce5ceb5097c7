import { expect, test } from 'vitest';
import { project, size } from './camera';
import { readable } from './names';
import { countries, type Atlas } from './world';
import coarse from 'world-atlas/countries-110m.json?raw';
import fine from 'world-atlas/countries-50m.json?raw';

test.each([
  ['110m', coarse],
  ['50m', fine],
])('the countries of %s lie where the camera has them', (_, file) => {
  const world = countries(JSON.parse(file) as Atlas);
  expect(world.length).toBeGreaterThan(150);
  const afghanistan = world.find(({ name }) => name === 'Afghanistan')!;
  const [x, y] = project({ lat: 34.53, lon: 69.17 }); // Kabul.
  expect(x > afghanistan.left && x < afghanistan.right && y > afghanistan.top && y < afghanistan.bottom).toBe(true);
  expect(afghanistan.outline()).toMatch(/^M[\d.,LZM-]+Z$/);
  const france = world.find(({ name }) => name === 'France')!;
  const [lyonX] = project({ lat: 45.7, lon: 4.8 });
  expect(Math.abs(france.x - lyonX)).toBeLessThan(size / 100); // Its name stands in Europe, not off Guiana.
  const russia = world.find(({ name }) => name === 'Russia')!;
  const [omskX, omskY] = project({ lat: 55, lon: 73.4 });
  expect(Math.hypot(russia.x - omskX, russia.y - omskY)).toBeLessThan(size / 8); // It goes on beyond the 180th meridian.
  expect(russia.right).toBe(size);
});

test('a name gives way to a heavier one and to points', () => {
  const name = (key: string, x: number, y: number) => ({ key, text: 'a name', x, y, radius: 8 });
  expect([...readable([name('a', 0, 0), name('b', 10, 0), name('c', 0, 200), name('d', 0, 215)])]).toEqual(['a', 'd']);
  expect([...readable([name('a', 0, 0), name('b', 0, 60)])]).toEqual(['a', 'b']);
});

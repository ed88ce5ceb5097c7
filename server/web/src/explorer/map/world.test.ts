import { expect, test } from 'vitest';
import { project, size } from './camera';
import { loadWorld } from './world';
import { readable } from './names';

// Reading the finer file is slow where a processor is shared; its time is no part of the test.
test.each(['110m', '50m'] as const)('the countries of %s lie where the camera has them', { timeout: 60_000 }, async (detail) => {
  const world = await loadWorld(detail);
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

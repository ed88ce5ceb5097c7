import { describe, expect, test } from 'vitest';
import { fit, nearest, onScreen, pan, project, scaleBar, size, zoom } from './camera';

const frame = { width: 800, height: 600 };
const kabul = { lat: 34.53, lon: 69.17 };
const doha = { lat: 25.286, lon: 51.533 };

describe('the camera', () => {
  test('the world is a square, north up', () => {
    expect(project({ lat: 0, lon: 0 })).toEqual([size / 2, size / 2]);
    expect(project({ lat: 0, lon: -180 })[0]).toBe(0);
    expect(project({ lat: 90, lon: 0 })[1]).toBeCloseTo(0);
    expect(project({ lat: -90, lon: 0 })[1]).toBeCloseTo(size);
    expect(project(kabul)[1]).toBeLessThan(project(doha)[1]);
  });

  test.each([[[kabul, doha]], [[kabul]], [[]], [[{ lat: 89, lon: 179 }, { lat: -89, lon: -179 }]]])('a fit has all points in sight: %j', (points) => {
    const camera = fit(points, frame);
    for (const point of points) {
      const [x, y] = onScreen(camera, project(point));
      expect(x > -0.5 && y > -0.5 && x < frame.width + 0.5 && y < frame.height + 0.5).toBe(true);
    }
  });

  test('of one place its land is in sight', () => {
    const lone = fit([kabul], frame);
    const [x] = onScreen(lone, project({ lat: kabul.lat, lon: kabul.lon + 3 }));
    expect(x).toBeLessThan(frame.width);
    expect(fit([kabul, { ...kabul, lat: kabul.lat + 0.01 }], frame).k).toBeGreaterThan(lone.k);
  });

  test('zooming keeps the point under the hand and ends somewhere', () => {
    let camera = fit([kabul, doha], frame);
    const before = onScreen(camera, project(kabul));
    camera = zoom(camera, 3, ...before, frame);
    expect(onScreen(camera, project(kabul))[0]).toBeCloseTo(before[0]);
    for (let i = 0; i < 50; i++) camera = zoom(camera, 3, 400, 300, frame);
    expect(camera.k).toBe(nearest);
    for (let i = 0; i < 50; i++) camera = zoom(camera, 1 / 3, 400, 300, frame);
    expect(camera.k * size).toBe(600);
  });

  test('the world cannot be pushed out of sight', () => {
    const camera = pan(fit([kabul], frame), 1e9, -1e9, frame);
    expect(camera.x).toBe(frame.width / 2);
    expect(camera.y + size * camera.k).toBeCloseTo(frame.height / 2);
  });

  test('the scale bar is a round length that fits', () => {
    const world = scaleBar(fit([], frame), frame, 110);
    expect(world.text).toMatch(/^[125],000 km$/);
    const city = scaleBar(fit([kabul, { lat: 34.566, lon: 69.212 }], frame, { closest: nearest, share: 1 }), frame, 110);
    expect(city.text).toMatch(/^([125] km|500 m)$/);
    expect(city.pixels).toBeLessThanOrEqual(110);
    expect(city.pixels).toBeGreaterThan(40);
  });
});

import { expect, test } from 'vitest';
import { drawLines, onPicture } from './lines2d.draw';
import { type Line, style } from './look';

// The plane from 0 to 1 fills a picture of 200 by 100, y upwards.
const view = { matrix: new Float32Array([2, 0, 0, 0, 2, 0, -1, -1, 1]), width: 200, height: 100, ratio: 1, sizeRatio: 1 };

const line = (more: Partial<Line> = {}) => style({ dash: 'solid', double: false, head: 'none', ...more });

/** Draws one line from (0.1, 0.5) to (0.9, 0.5) between nodes of radius 5, and gives what the context was told. */
function drawn(styled: number, { shift = 0, width = 3, x = 0.1 } = {}): string[] {
  const told: string[] = [];
  const act = (name: string) => (...args: unknown[]) => void told.push(`${name} ${args.flat().map((n) => Math.round(Number(n) * 10) / 10)}`.trim());
  const names = ['moveTo', 'lineTo', 'arc', 'closePath', 'stroke', 'fill', 'setLineDash'] as const;
  const context = {
    ...Object.fromEntries(names.map((name) => [name, act(name)])),
    setTransform: () => {},
    clearRect: () => {},
    beginPath: () => {},
    strokeStyle: '',
    fillStyle: '',
    lineWidth: 0,
  };
  drawLines(context as never, new Float32Array([x, 0.5, x + 0.8, 0.5, width, 5, 5, shift, styled, 0]), ['red'], view);
  expect(told.length === 0 || context.strokeStyle === 'red').toBe(true);
  return told;
}

test('the plane lies on the picture upright', () => {
  expect(onPicture(view, 0, 0)).toEqual([0, 100]);
  expect(onPicture(view, 1, 1)).toEqual([200, 0]);
});

test('a line runs from the rim of one node to a little before that of the other, and aside to the left of its way', () => {
  expect(drawn(line())).toEqual(['moveTo 25,50', 'lineTo 173,50', 'stroke']);
  expect(drawn(line(), { shift: 7 })).toEqual(['moveTo 25,43', 'lineTo 173,43', 'stroke']);
});

test('what is doubtful is broken, what is disputed double', () => {
  expect(drawn(line({ dash: 'dotted' }))[0]).toBe('setLineDash 2,3');
  expect(drawn(line({ double: true })).filter((told) => told.startsWith('moveTo'))).toEqual(['moveTo 25,51.6', 'moveTo 25,48.4']);
});

test('each end is drawn in its own way', () => {
  const ends = (['arrow', 'dot', 'bar', 'open'] as const).map((head) => drawn(line({ head })).slice(-4).join(' '));
  expect(new Set(ends).size).toBe(4);
  expect(ends[0]).toMatch(/fill$/);
  // The line ends where its arrow begins, lest it be seen beside the point.
  expect(drawn(line({ head: 'arrow' }))[1]).toBe('lineTo 164,50');
});

test('what is out of sight is not drawn', () => {
  expect(drawn(line(), { x: 1.5 })).toEqual([]);
});

/**
 * Writes the letters of what stands behind a claim on its node, the weightiest in its middle and the others on a badge above:
 * a layer of its own, between the nodes and the labels.
 */
import type Sigma from 'sigma';
import type { NodeDisplayData } from 'sigma/types';
import type { EdgeLike, NodeLike } from './sync';

type Drawn = NodeDisplayData & { letters?: string; letterColour?: string; badgeColour?: string };

/** The least radius of a node, in pixels, on which a letter can be read. */
const least = 6;

/** The size of a badge of so many letters, in pixels, and of each of these. */
export function badge(letters: number): { readonly width: number; readonly height: number; readonly size: number } {
  const size = 10;
  return { width: letters * size * 0.75 + 5, height: 12, size };
}

/** Draws the letters whenever the picture is drawn. */
export function writeLetters(sigma: Sigma<NodeLike, EdgeLike>): void {
  const canvas = sigma.createCanvas('letters', { beforeLayer: 'labels' });
  const context = canvas.getContext('2d');
  if (!context) return;
  sigma.on('afterRender', () => {
    const { width, height } = sigma.getDimensions();
    const ratio = devicePixelRatio;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    sigma.getGraph().forEachNode((id) => {
      const data = sigma.getNodeDisplayData(id) as Drawn | undefined;
      if (!data?.letters || data.hidden) return;
      const radius = sigma.scaleSize(data.size);
      if (radius < least) return;
      const { x, y } = sigma.framedGraphToViewport(data);
      const [first = '', ...others] = data.letters;
      context.font = `700 ${Math.min(13, radius * 0.95)}px ${sigma.getSetting('labelFont')}`;
      context.fillStyle = data.letterColour ?? '';
      context.fillText(first, x, y + 0.5);
      if (others.length === 0) return;
      const { width: wide, height: high, size } = badge(others.length);
      const top = y - radius - high / 2;
      context.fillStyle = data.badgeColour ?? '';
      context.strokeStyle = data.color;
      context.lineWidth = 1;
      context.beginPath();
      context.roundRect(x - wide / 2, top, wide, high, 4);
      context.fill();
      context.stroke();
      context.font = `700 ${size}px ${sigma.getSetting('labelFont')}`;
      context.fillStyle = data.color;
      others.forEach((letter, i) => context.fillText(letter, x + (i - (others.length - 1) / 2) * size * 0.75, top + high / 2 + 0.5));
    });
  });
}

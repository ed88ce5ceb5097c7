/** Writes the letter of what stands behind a claim on its node: a layer of its own, between the nodes and the labels. */
import type Sigma from 'sigma';
import type { NodeDisplayData } from 'sigma/types';
import type { EdgeLike, NodeLike } from './sync';

type Drawn = NodeDisplayData & { letter?: string; letterColour?: string };

/** The least radius of a node, in pixels, on which a letter can be read. */
const least = 6;

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
      if (!data?.letter || data.hidden) return;
      const radius = sigma.scaleSize(data.size);
      if (radius < least) return;
      const { x, y } = sigma.framedGraphToViewport(data);
      context.font = `700 ${Math.min(13, radius * 0.95)}px ${sigma.getSetting('labelFont')}`;
      context.fillStyle = data.letterColour ?? '';
      context.fillText(data.letter, x, y + 0.5);
    });
  });
}

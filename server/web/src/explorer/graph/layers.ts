/**
 * Which of the library's layers are on the page. Where no graphics card draws, the browser copies every layer that was drawn
 * on out of the program that draws in its stead, and the page waits until that is done: so a layer comes once it has something.
 */
import type Sigma from 'sigma';
import type { EdgeLike, NodeLike } from './sync';

/** How long a layer waits for its first drawing, in milliseconds. */
const patience = 5_000;

/** Shows the layer of the node under the pointer while there is one. */
export function showHovered(sigma: Sigma<NodeLike, EdgeLike>): void {
  const { style } = sigma.getCanvases()['hoverNodes']!;
  style.display = 'none';
  sigma.on('enterNode', () => (style.display = ''));
  sigma.on('leaveNode', () => (style.display = 'none'));
  // The library goes on with what the pointer left together with the picture.
  sigma.on('leaveStage', () => Object.assign(sigma, { hoveredNode: null, hoveredEdge: null }));
}

/** Shows the nodes once they are drawn for the first time, which takes long: the program makes itself ready for it. */
export function showDrawn(sigma: Sigma<NodeLike, EdgeLike>): void {
  const canvas = sigma.getCanvases()['nodes']!;
  const gl = canvas.getContext('webgl2');
  if (!gl) return;
  canvas.style.display = 'none';
  const begun = () => {
    if (sigma.getGraph().order === 0) return;
    sigma.off('afterRender', begun);
    const end = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    const late = performance.now() + patience;
    const look = () => {
      if (end && gl.getSyncParameter(end, gl.SYNC_STATUS) === gl.UNSIGNALED && performance.now() < late) requestAnimationFrame(look);
      else canvas.style.display = '';
    };
    requestAnimationFrame(look);
  };
  sigma.on('afterRender', begun);
}

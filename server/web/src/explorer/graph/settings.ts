/** How sigma is set up. */
import type { Settings } from 'sigma/settings';
import type { EdgeLike, NodeLike } from './sync';
import { lineProgram } from './edges';
import type { Drawn } from './hits';
import { drawHover, type Labels, margin } from './labels';
import { lines2D } from './lines2d';
import type { Colours } from './look';
import { shapeProgram } from './nodes';

/** An edge program that no edge has. */
class Unused {
  drawLabel = undefined;
  kill(): void {}
  reallocate(): void {}
  process(): void {}
  render(): void {}
}

/** How the picture may move. */
export interface Manner {
  /** Whether no graphics card draws: lines and labels are left out while the picture moves. */
  readonly software: boolean;
  /** Whether nothing may glide. */
  readonly still: boolean;
  /** What stands at the foot of the picture, which has less room when that grows. */
  readonly foot: Element | null;
  /** What buttons take of the picture, in pixels, at its right and at its foot. */
  readonly taken: () => { readonly right: number; readonly foot: number };
}

export function settings(container: Element, now: () => Colours, labels: Labels, drawn: Drawn, { software, still }: Manner): Partial<Settings<NodeLike, EdgeLike>> {
  const { fontFamily } = getComputedStyle(container);
  return {
    allowInvalidContainer: true,
    // Ours stand under the names of the library's own, which it would make ready as well.
    nodeProgramClasses: { circle: shapeProgram(drawn.nodes) as never },
    nodeHoverProgramClasses: { circle: shapeProgram() as never },
    edgeProgramClasses: { line: (software ? lines2D : lineProgram)(drawn.edges) as never, arrow: Unused },
    defaultDrawNodeLabel: labels.add as never,
    defaultDrawNodeHover: drawHover(now) as never,
    labelFont: fontFamily,
    labelSize: 12,
    labelDensity: 1,
    labelGridCellSize: 130,
    labelRenderedSizeThreshold: 5,
    edgeLabelSize: 10.5,
    edgeLabelFont: fontFamily,
    edgeLabelColor: { color: now().muted },
    renderEdgeLabels: true,
    enableEdgeEvents: true,
    zIndex: true,
    stagePadding: margin,
    enableCameraRotation: false,
    maxCameraRatio: 4,
    minCameraRatio: 0.02,
    zoomToSizeRatioFunction: (ratio) => Math.min(1.6, Math.max(0.45, Math.sqrt(ratio))),
    hideEdgesOnMove: software,
    hideLabelsOnMove: software,
    zoomDuration: still ? 0 : 250,
  };
}

/** How sigma is set up. */
import type { Settings } from 'sigma/settings';
import type { EdgeLike, NodeLike } from './sync';
import { LineProgram } from './edges';
import { drawHover, drawLabel } from './labels';
import type { Colours } from './look';
import { ShapeProgram } from './nodes';

/** How the picture may move. */
export interface Manner {
  /** Whether no graphics card draws: lines and labels are left out while the picture moves. */
  readonly software: boolean;
  /** Whether nothing may glide. */
  readonly still: boolean;
}

export function settings(container: Element, now: () => Colours, { software, still }: Manner): Partial<Settings<NodeLike, EdgeLike>> {
  const { fontFamily } = getComputedStyle(container);
  return {
    allowInvalidContainer: true,
    defaultNodeType: 'shape',
    nodeProgramClasses: { shape: ShapeProgram as never },
    nodeHoverProgramClasses: { shape: ShapeProgram as never },
    defaultEdgeType: 'line',
    edgeProgramClasses: { line: LineProgram as never },
    defaultDrawNodeLabel: drawLabel(now) as never,
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
    stagePadding: 56,
    enableCameraRotation: false,
    maxCameraRatio: 4,
    minCameraRatio: 0.02,
    zoomToSizeRatioFunction: (ratio) => Math.min(1.6, Math.max(0.45, Math.sqrt(ratio))),
    hideEdgesOnMove: software,
    hideLabelsOnMove: software,
    zoomDuration: still ? 0 : 250,
  };
}

/** How sigma is set up. */
import type { Settings } from 'sigma/settings';
import type { EdgeLike, NodeLike } from './sync';
import { LineProgram } from './edges';
import { margin } from './frame';
import { drawHover, type Labels } from './labels';
import type { Colours } from './look';
import { ShapeProgram } from './nodes';

/** How the picture may move. */
export interface Manner {
  /** Whether no graphics card draws: lines and labels are left out while the picture moves. */
  readonly software: boolean;
  /** Whether nothing may glide. */
  readonly still: boolean;
  /** What buttons take of the picture, in pixels, at its right and at its foot. */
  readonly taken: () => { readonly right: number; readonly foot: number };
}

export function settings(container: Element, now: () => Colours, labels: Labels, { software, still }: Manner): Partial<Settings<NodeLike, EdgeLike>> {
  const { fontFamily } = getComputedStyle(container);
  return {
    allowInvalidContainer: true,
    defaultNodeType: 'shape',
    nodeProgramClasses: { shape: ShapeProgram as never },
    nodeHoverProgramClasses: { shape: ShapeProgram as never },
    defaultEdgeType: 'line',
    edgeProgramClasses: { line: LineProgram as never },
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

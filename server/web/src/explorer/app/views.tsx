/** The pictures of one scene, in the order of their tabs. */
import type { ComponentType } from 'preact';
import type { View } from '../model';
import { GraphStage } from './stage';

export interface ViewTab {
  readonly view: View;
  readonly name: string;
  readonly Stage: ComponentType;
}

export const views: readonly ViewTab[] = [{ view: 'graph', name: 'Graph', Stage: GraphStage }];

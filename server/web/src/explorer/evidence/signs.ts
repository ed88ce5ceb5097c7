/**
 * The signs of what stands behind a claim, a statement or an edge. Each has a letter, a name and a line of its own, so
 * that the panel, the picture and the legend tell the same by the same signs and none by colour alone.
 */
import type { Backing, SceneNode } from '../model';

export type SignName = 'disputed' | 'unnamed' | 'hedged' | 'one origin';

export interface Sign {
  readonly name: SignName;
  readonly letter: string;
  /** What it means. */
  readonly words: string;
}

const all: Readonly<Record<SignName, Sign>> = {
  disputed: { name: 'disputed', letter: '≠', words: 'disputed: somebody denies or contradicts it' },
  unnamed: { name: 'unnamed', letter: '?', words: 'known only through sources that are not named' },
  hedged: { name: 'hedged', letter: '~', words: 'nobody states it as plain fact: the words are hedged' },
  'one origin': { name: 'one origin', letter: '1', words: 'all who say so have it from one origin' },
};

/** All signs, the weightiest first, for the legend. */
export const signs: readonly Sign[] = [all.disputed, all.unnamed, all.hedged, all['one origin']];

/** The signs of what stands behind something, the weightiest first. */
export function backingSigns({ disputed, anonymous, certainty, origins }: Backing): readonly Sign[] {
  return [
    ...(disputed ? [all.disputed] : []),
    ...(anonymous ? [all.unnamed] : []),
    ...(certainty !== null && certainty !== 'CERTAIN' ? [all.hedged] : []),
    ...(origins === 1 ? [all['one origin']] : []),
  ];
}

/** The signs of a node: of a claim what stands behind it, of a statement the hedges of its words. */
export function nodeSigns({ kind, backing, hedges }: Pick<SceneNode, 'kind' | 'backing' | 'hedges'>): readonly Sign[] {
  if (kind === 'CLAIM' && backing) return backingSigns(backing);
  return hedges && hedges.length > 0 ? [all.hedged] : [];
}

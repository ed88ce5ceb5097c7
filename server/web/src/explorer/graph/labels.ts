/** Writes labels and the box of the node under the pointer, in the colours of the theme. */
import type { Settings } from 'sigma/settings';
import type { NodeDisplayData, PartialButFor } from 'sigma/types';
import { cut, kindName } from '../words';
import type { Colours } from './look';

type Drawn = PartialButFor<NodeDisplayData, 'x' | 'y' | 'size' | 'label' | 'color'> & { full?: string; kind?: string; signs?: readonly string[]; quiet?: boolean };

/** How many letters a label in the picture has at most. */
export const labelMost = 30;

/** Writes a label beside its node, with a rim of the paper's colour so that lines do not cross it. */
export function drawLabel(now: () => Colours) {
  return (context: CanvasRenderingContext2D, data: Drawn, settings: Pick<Settings, 'labelSize' | 'labelFont' | 'labelWeight'>): void => {
    if (!data.label) return;
    const { paper, ink, faint } = now();
    context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
    const x = data.x + data.size + 4;
    const y = data.y + settings.labelSize / 3;
    context.lineJoin = 'round';
    context.lineWidth = 3.5;
    context.strokeStyle = paper;
    context.strokeText(data.label, x, y);
    context.fillStyle = data.quiet ? faint : ink;
    context.fillText(data.label, x, y);
  };
}

/** Draws the box: what it is, and its whole label in lines. */
export function drawHover(now: () => Colours) {
  return (context: CanvasRenderingContext2D, data: Drawn, settings: Pick<Settings, 'labelSize' | 'labelFont' | 'labelWeight'>): void => {
    const { paper, ink, muted, line } = now();
    const { labelSize: size, labelFont: font } = settings;
    const lines = wrap(cut(data.full ?? data.label ?? '', 200), 44);
    const caption = [kindName(data.kind ?? ''), ...(data.signs ?? [])].join(' · ');
    context.font = `600 ${size}px ${font}`;
    const width = Math.max(...lines.map((text) => context.measureText(text).width), context.measureText(caption).width * 0.85) + 18;
    const height = lines.length * (size + 4) + size + 14;
    const left = data.x + data.size + 6;
    const top = data.y - height / 2;
    context.save();
    context.shadowColor = 'rgba(0, 0, 0, 0.3)';
    context.shadowBlur = 10;
    context.shadowOffsetY = 2;
    context.fillStyle = paper;
    context.beginPath();
    context.roundRect(left, top, width, height, 6);
    context.fill();
    context.restore();
    context.lineWidth = 1;
    context.strokeStyle = line;
    context.stroke();
    context.fillStyle = muted;
    context.font = `400 ${size - 2}px ${font}`;
    context.fillText(caption, left + 9, top + size + 5);
    context.fillStyle = ink;
    context.font = `600 ${size}px ${font}`;
    lines.forEach((text, i) => context.fillText(text, left + 9, top + size + 5 + (i + 1) * (size + 4)));
  };
}

/** Breaks text at spaces into lines of at most so many letters, where its words allow. */
export function wrap(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= most) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

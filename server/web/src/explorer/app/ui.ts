/** What belongs to the page and not to the scene: what is open on it, and how it looks. */
import { computed, effect, signal } from '@preact/signals';
import type { GraphView } from '../graph/adapter';
import { type Renderer, renderer } from '../graph/renderer';
import type { Id } from '../model';

/** The menu of what a node can be expanded by, and where it is open. */
export const menu = signal<{ readonly id: Id; readonly x: number; readonly y: number } | null>(null);

/** Whether the list of keys is open. */
export const help = signal(false);

/** Whether all but what is selected and next to it is faint. */
export const focused = signal(false);

/** Whether the picture is being arranged. */
export const arranging = signal(false);

/** The picture, while it is there. */
export const graphView = signal<GraphView | null>(null);

/** On a narrow page, which of the two sides is drawn over the picture. */
export const sheet = signal<'legend' | 'details' | null>(null);

/** Whether the window has no room for a sheet, the time line and the picture at once. */
const small = matchMedia('(width <= 640px), (width <= 1020px) and (height <= 640px)');
const tight = signal(small.matches);
small.addEventListener('change', () => (tight.value = small.matches));

/** Whether the time line is wanted; a small window has no room for it at first. */
export const timeWanted = signal(innerWidth > 640 && innerHeight > 640);

/** Whether the time line is open: where there is no room for both, not while a sheet is. */
export const timeOpen = computed(() => timeWanted.value && !(tight.value && sheet.value !== null));

/** Opens the time line or closes it. Where there is no room for both it takes the place of the sheet. */
export function turnTime(): void {
  timeWanted.value = !timeOpen.value;
  if (timeWanted.value && tight.value) sheet.value = null;
}

/** What draws here. */
export const drawnBy: Renderer = renderer();

/** How many nodes a scene may have where a program draws it. */
export const softwareMost = 1_500;

/** Whether nothing may glide. */
export const still = signal(matchMedia('(prefers-reduced-motion: reduce)').matches);
matchMedia('(prefers-reduced-motion: reduce)').addEventListener('change', (event) => (still.value = event.matches));

export type Theme = 'light' | 'dark';

const dark = matchMedia('(prefers-color-scheme: dark)');
const chosen = signal<Theme | null>(stored());

/** The theme that is on: the reader's, else the system's. */
export const theme = signal<Theme>(chosen.value ?? system());
dark.addEventListener('change', () => (theme.value = chosen.value ?? system()));
effect(() => {
  document.documentElement.dataset.theme = theme.value;
});

/** Turns the theme over, and keeps the choice; one that is the system's own needs no keeping. */
export function turnTheme(): void {
  const next = theme.value === 'dark' ? 'light' : 'dark';
  chosen.value = next === system() ? null : next;
  theme.value = next;
  if (chosen.value) localStorage.setItem('parley.theme', chosen.value);
  else localStorage.removeItem('parley.theme');
}

function system(): Theme {
  return dark.matches ? 'dark' : 'light';
}

function stored(): Theme | null {
  const found = localStorage.getItem('parley.theme');
  return found === 'light' || found === 'dark' ? found : null;
}

/** Keeps the keyboard where the reader was: what had the focus may be gone after it was pressed, as a question of the empty page. */

/** The parts of the page, and what of each takes the focus. */
const parts: readonly (readonly [part: string, takes: string])[] = [
  ['.panel', '.panel'],
  ['main', 'main .canvas, main .map-frame, main [role=grid]'],
];

/** Gives the focus to the part of the page that had it, else to what is drawn, where what had it is gone. */
export function keepFocus(): () => void {
  let had: Element | null = null;
  let within: string | undefined;
  const remember = ({ target }: FocusEvent) => {
    had = target as Element;
    within = parts.find(([part]) => had?.closest(part))?.[1];
  };
  const observer = new MutationObserver(() => {
    if (!had || had.isConnected || document.activeElement !== document.body) return;
    const next = (within && document.querySelector<HTMLElement>(within)) || document.querySelector<HTMLElement>(parts[1]![1]);
    if (next) next.focus({ preventScroll: true });
    had = next;
  });
  addEventListener('focusin', remember);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    removeEventListener('focusin', remember);
    observer.disconnect();
  };
}

import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/**
 * State that changes at most once a frame, however many events change it: each change is given the newest value, and
 * the last one is drawn.
 */
export function useFramed<T>(first: T | (() => T)): [T, (change: (old: T) => T) => void] {
  const [value, setValue] = useState<T>(first);
  const newest = useRef(value);
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  const change = useCallback((next: (old: T) => T) => {
    newest.current = next(newest.current);
    if (frame.current) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      setValue(() => newest.current);
    });
  }, []);
  return [value, change];
}

/** A value, a moment after the page was painted with it; undefined at first. What hangs on it alone keeps nothing else waiting. */
export function useLater<T>(value: T): T | undefined {
  const [later, setLater] = useState<T>();
  useEffect(() => {
    const timer = setTimeout(() => setLater(() => value));
    return () => clearTimeout(timer);
  }, [value]);
  return later;
}

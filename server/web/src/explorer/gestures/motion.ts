import { useEffect, useState } from 'preact/hooks';

const query = '(prefers-reduced-motion: reduce)';

/** Whether the reader asks for as little motion as can be. */
export function useReducedMotion(): boolean {
  const [reduced, setReduced] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const change = () => setReduced(list.matches);
    list.addEventListener('change', change);
    return () => list.removeEventListener('change', change);
  }, []);
  return reduced;
}

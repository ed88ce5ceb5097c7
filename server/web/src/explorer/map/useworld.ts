import { useEffect, useState } from 'preact/hooks';
import { loadWorld, type Country, type Detail } from './world';

/** The zoom from which the finer outlines are loaded. */
const fine = 6;
const drawn = new Map<Detail, Promise<readonly Country[]>>();

/** Loads each detail once; what failed is tried again. */
function world(detail: Detail): Promise<readonly Country[]> {
  const known = drawn.get(detail);
  if (known) return known;
  const loading = loadWorld(detail);
  drawn.set(detail, loading);
  loading.catch(() => drawn.delete(detail));
  return loading;
}

/** The countries as fine as a zoom needs: the coarse first, the fine once somebody looks closer, and from then on. */
export function useWorld(k: number): { readonly countries: readonly Country[]; readonly failed: boolean } {
  const [countries, setCountries] = useState<readonly Country[]>([]);
  const [failed, setFailed] = useState(false);
  const [detail, setDetail] = useState<Detail>('110m');
  if (k >= fine && detail === '110m') setDetail('50m');
  useEffect(() => {
    let left = false;
    world(detail).then(
      (loaded) => !left && (setCountries(loaded), setFailed(false)),
      () => !left && setFailed(detail === '110m'),
    );
    return () => {
      left = true;
    };
  }, [detail]);
  return { countries, failed };
}

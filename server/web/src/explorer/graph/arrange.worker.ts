/** Arranges off the page's own thread. */
import { arrange, type Arrangement } from './arrange';

addEventListener('message', ({ data }: MessageEvent<Arrangement>) => {
  arrange(data, (places, done) => postMessage({ places, done }));
});

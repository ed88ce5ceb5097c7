/** A time as it was given, with the source's own words. */
import type { Span } from '../model';
import { timeWords } from '../words';

export function When({ span }: { span: Span }) {
  const flags = [span.approximate && 'about', span.uncertain && 'uncertain'].filter(Boolean).join(', ');
  return (
    <p>
      <time>{timeWords(span.edtf)}</time>
      {flags && <span class="quiet"> ({flags})</span>}
      {span.text && <span class="quiet"> “{span.text}”</span>}
    </p>
  );
}

/** Times in words; the EDTF behind them, with its offset from UTC, is in the tooltip. */
import type { Span } from '../model';
import { timeWords } from '../timewords';

/** A time in words: those given or, without any, its own. */
export function Time({ edtf, text }: { edtf: string; text?: string | null }) {
  return <time title={edtf}>{text ?? timeWords(edtf)}</time>;
}

/** A time, with the source's own words for it. */
export function When({ span }: { span: Span }) {
  return (
    <p>
      <Time edtf={span.edtf} />
      {span.text && <span class="quiet"> “{span.text}”</span>}
    </p>
  );
}

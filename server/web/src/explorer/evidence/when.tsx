/** Times in words; a press of one shows the EDTF behind it, with its offset from UTC. */
import { useSignal } from '@preact/signals';
import { alike, type Met, type Span } from '../model';
import { timeWords } from '../timewords';

/** A time in words: those given or, without any, its own. */
export function Time({ edtf, text }: { edtf: string; text?: string | null }) {
  const open = useSignal(false);
  const words = text ?? timeWords(edtf);
  if (words === edtf) return <time>{words}</time>;
  return (
    <>
      <button type="button" class="said-time" title={edtf} aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        <time>{words}</time>
      </button>
      {open.value && <code class="edtf">{edtf}</code>}
    </>
  );
}

/** When two met: the first time and the last, or the only one. */
export function MetTimes({ met }: { met: Met }) {
  const first = <Time edtf={met.first.edtf} />;
  return alike(met) ? first : <>first {first} and last <Time edtf={met.last.edtf} /></>;
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

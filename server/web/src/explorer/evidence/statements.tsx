/** The statements behind a node or an edge: who said it, in which words, where it stands. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { AskError } from '../api/client';
import { evidence, type Evidence } from '../api/evidence';
import type { Id } from '../model';
import { bring } from '../state/acts';
import { certaintyWords, number } from '../words';

/** How many statements are listed. */
const most = 12;

export function Statements({ of, node = false }: { of: Id; node?: boolean }) {
  const found = useSignal<Evidence | string | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    found.value = null;
    evidence(of, node, most, { signal: controller.signal }).then(
      (answer) => (found.value = answer),
      (error: unknown) => {
        if (!controller.signal.aborted) found.value = error instanceof AskError ? error.message : String(error);
      },
    );
    return () => controller.abort();
  }, [of]);
  const shown = found.value;
  if (shown === null) return <p class="quiet">Looking for who says so …</p>;
  if (typeof shown === 'string') return <p class="quiet">{shown}</p>;
  if (shown.statements.length === 0) return <p class="quiet">No statement is kept that says so.</p>;
  return (
    <section aria-label="Evidence">
      <h3>Who says so</h3>
      <ol class="statements">
        {shown.statements.map((said) => (
          <li key={said.id}>
            <p>
              <b>{said.speaker?.name ?? said.document?.name ?? 'The document'}</b> {said.verb ?? 'states'}
              {said.polarity === 'DENIED' && <b class="denied"> that it is not so</b>}
              {said.saidAt && <span class="quiet">, {said.saidAt.edtf}</span>}
            </p>
            <blockquote>{said.quote ?? said.claim.text}</blockquote>
            <p class="quiet">
              {[
                certaintyWords(said.certainty),
                said.hedges.length > 0 ? `hedged: ${said.hedges.map((hedge) => `“${hedge}”`).join(', ')}` : null,
                said.document ? `in ${said.document.name}` : null,
                said.locator,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <button type="button" class="small" onClick={() => void bring([said.id], said.id)}>
              Show in the picture
            </button>
          </li>
        ))}
      </ol>
      {shown.total > shown.statements.length && <p class="quiet">and {number(shown.total - shown.statements.length, 'more statement')}.</p>}
    </section>
  );
}

/** Where somebody and another were in one place at one time, whether they met or not. */
import { useSignal } from '@preact/signals';
import { together } from '../api/together';
import { goEdge } from '../grow/acts';
import type { Id } from '../model';
import { nodes, shown } from '../state/store';
import { Answer } from './answer';
import { toWho } from './chain';
import { Go } from './rows';
import { Time } from './when';

const agents = new Set(['PERSON', 'ORGANIZATION', 'UNNAMED_AGENT']);

/** Asks with whom of those in the picture, then shows where both were. */
export function Together({ of }: { of: Id }) {
  const chosen = useSignal('');
  const others = shown.value.nodes.filter(({ id, kind }) => id !== of && agents.has(kind));
  if (others.length === 0) return null;
  return (
    <section>
      <h3>At one place at one time</h3>
      <label class="field">
        <span>with</span>
        <select value={chosen.value} onChange={(event) => (chosen.value = event.currentTarget.value)}>
          <option value="">choose somebody in the picture</option>
          {others.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {chosen.value !== '' && <Places key={chosen.value} of={of} other={chosen.value} />}
    </section>
  );
}

function Places({ of, other }: { of: Id; other: Id }) {
  return (
    <Answer of={`${of} ${other}`} ask={(signal) => together(of, other, { signal })} waiting="Comparing where both were …">
      {({ rows, total }) => (
        <>
          <p class="quiet" role="status">
            {total === 0
              ? `No source puts both in one place at one time: ${nodes.value.get(of)?.label} and ${nodes.value.get(other)?.label}.`
              : 'That both were there does not say that they met.'}
          </p>
          <ul class="rows">
            {rows.map(({ node, overlap, match, one, other: second }) => (
              <li key={`${one.id} ${second.id}`}>
                <Go who={toWho(node)} />
                <span class="quiet">
                  {match === 'CERTAIN' ? 'surely' : 'possibly'}, {overlap ? <Time edtf={overlap.edtf} /> : 'no time is known'}
                </span>
                {[one, second].map((edge, i) => (
                  <button
                    type="button"
                    class="small"
                    key={edge.id}
                    onClick={() => void goEdge(edge.id, [edge.source.id, 'id' in edge.target ? edge.target.id : node.id])}
                  >
                    why {nodes.value.get(i === 0 ? of : other)?.label}?
                  </button>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
    </Answer>
  );
}

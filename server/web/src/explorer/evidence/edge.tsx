/** A relation: what it says in words, when it was so, and each statement that says so with its chain. */
import { KindIcon } from '../app/icon';
import { edgeEvidence } from '../api/evidence';
import { openMeetings } from '../grow/acts';
import { alike, inWindow, untold, within, type Met, type SceneEdge, type SceneNode } from '../model';
import { nodes, select, state } from '../state/store';
import { number, relationPhrase } from '../words';
import { Answer } from './answer';
import { heads, originWords, toStatement } from './chain';
import { Chain } from './chainview';
import { Signs } from './rows';
import { backingSigns } from './signs';
import { Time, When } from './when';

export function EdgeDetails({ edge }: { edge: SceneEdge }) {
  const [source, target] = [nodes.value.get(edge.source), nodes.value.get(edge.target)];
  return (
    <article>
      <p class="kind">Relation</p>
      <h2 class="sentence">
        <End node={source} /> <span class="verb">{relationPhrase(edge.relation, 'OUT')}</span> <End node={target} />
      </h2>
      {edge.role && <p>As: {edge.role}</p>}
      {edge.relation === 'MET' && (
        <p>
          In {number(edge.count, 'meeting')}{' '}
          <button type="button" class="small" onClick={() => void openMeetings(edge.source, edge.target)}>
            Open {edge.count === 1 ? 'it' : 'them'} in the picture
          </button>
        </p>
      )}
      {edge.span && <When span={edge.span} />}
      {edge.met && <Meetings met={edge.met} edge={edge} />}
      <p>{originWords(edge)}</p>
      <p>
        <Signs signs={backingSigns(edge)} />
      </p>
      <Answer of={edge.id} ask={(signal) => edgeEvidence(edge.id, { signal })} waiting="Looking for who says so …" told={({ total }) => `${number(total, 'statement')} behind it.`}>
        {({ statements, total }) => (
          <section aria-label="Evidence">
            <h3>Who says so</h3>
            {statements.length === 0 && <p class="quiet">No statement is kept that says so.</p>}
            <ol class="statements">
              {heads(statements.map(toStatement)).map((statement) => (
                <Chain key={statement.id} statement={statement} claim />
              ))}
            </ol>
            {total > statements.length && <p class="quiet">These are from the first {statements.length} of {number(total, 'statement')}.</p>}
          </section>
        )}
      </Answer>
    </article>
  );
}

/** When two met first and last, and what these do not tell of the window. */
function Meetings({ met, edge }: { met: Met; edge: SceneEdge }) {
  const { window } = state.value;
  return (
    <>
      {alike(met) ? (
        <When span={met.first} />
      ) : (
        <p>
          First <Time edtf={met.first.edtf} /> and last <Time edtf={met.last.edtf} />
        </p>
      )}
      {window && !inWindow(met.first, window) && !inWindow(met.last, window) && (
        <p class="quiet" aria-live="polite">
          {untold(edge, window) ? 'Whether one between them was within the time window is not known yet.' : within(edge, window) ? 'One between them was within the time window.' : 'None was within the time window.'}
        </p>
      )}
    </>
  );
}

function End({ node }: { node: SceneNode | undefined }) {
  if (!node) return null;
  return (
    <button type="button" class="bare end" onClick={() => select(node.id)}>
      <KindIcon kind={node.kind} /> {node.label}
    </button>
  );
}

/** Where accounts differ: the claims that are denied or contradicted, each pair side by side with who stands by it. */
import { differences } from '../api/differ';
import type { ClaimLineFragment, SideFragment } from '../gen/graphql';
import { go } from '../grow/acts';
import { bring } from '../state/acts';
import { nodes, state } from '../state/store';
import { number } from '../words';
import { Answer } from './answer';
import { toWho } from './chain';
import { turn } from './mode';
import { Go } from './rows';

export function Differ() {
  const { about } = state.value;
  const name = about === null ? null : nodes.value.get(about)?.label;
  return (
    <article>
      <h2>Where accounts differ{name ? ` about ${name}` : ''}</h2>
      {about !== null && (
        <button type="button" class="small" onClick={() => turn('differ')}>
          About anything
        </button>
      )}
      <Answer key={about ?? ''} of={about ?? ''} ask={(signal) => differences(about, { signal })} waiting="Comparing accounts …">
        {({ rows, total }) => (
          <>
            <p class="quiet" role="status">
              {total === 0
                ? `No claim ${name ? 'about it ' : ''}is denied or contradicted by another: that means nobody was loaded who says otherwise, not that all agree.`
                : `${number(total, 'dispute')}${total > rows.length ? `, the first ${rows.length} of them here` : ''}.`}
            </p>
            <ul class="differ">
              {rows.map(({ node, against, note }) => (
                <li key={`${node.id} ${against?.id}`}>
                  <div class="sides">
                    <Account claim={node} sayers={node.assertions.nodes.filter(({ polarity }) => against !== null || polarity === 'AFFIRMED')} />
                    {against ? (
                      <Account claim={against} sayers={against.assertions.nodes} />
                    ) : (
                      <Account claim={null} sayers={node.assertions.nodes.filter(({ polarity }) => polarity === 'DENIED')} />
                    )}
                  </div>
                  {note && <p class="quiet">Why: {note}</p>}
                  <button type="button" class="small" onClick={() => void compare(node.id, against?.id)}>
                    Show who stands on each side
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answer>
    </article>
  );
}

async function compare(id: string, against: string | undefined): Promise<void> {
  if (against) await bring([against]);
  await go(id);
}

function Account({ claim, sayers }: { claim: ClaimLineFragment | null; sayers: readonly SideFragment[] }) {
  return (
    <div class="side">
      {claim ? <Go who={{ id: claim.id, name: claim.text, kind: 'CLAIM' }} /> : <p class="denied">It is not so</p>}
      <ul>
        {sayers.map(({ id, polarity, speaker, document }) => {
          const by = speaker ?? document;
          return (
            <li key={id}>
              {by ? <Go who={toWho(by)} /> : <span class="quiet">A source that is not given</span>} {claim && polarity === 'DENIED' && <b class="denied">denies it</b>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

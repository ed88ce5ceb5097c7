/** What is known of a person, an organization, a place, an event or a document, each line with who says so. */
import { useSignal } from '@preact/signals';
import { entityFile, type EntityFile, fewRows, mostRows } from '../api/evidence';
import { openMeetings, goMet } from '../grow/acts';
import type { Id, SceneNode } from '../model';
import { Answer } from './answer';
import { Chain } from './chainview';
import { heads, timesWords, originWords, toStatement, toWho } from './chain';
import { Behind, ClaimRow, EdgeRow, Go, MoreRows, Rows } from './rows';
import { Together } from './together';
import { Time } from './when';

export function EntityDetails({ node }: { node: SceneNode }) {
  const rows = useSignal(fewRows);
  return (
    <Answer of={`${node.id} ${rows.value}`} ask={(signal) => entityFile(node.id, rows.value, { signal })} waiting="Looking up what is known …" told={() => `What is known of ${node.label} is here.`}>
      {(file) => (
        <MoreRows.Provider value={rows.value < mostRows ? () => (rows.value = mostRows) : null}>
          <File id={node.id} file={file} />
        </MoreRows.Provider>
      )}
    </Answer>
  );
}

function File({ id, file }: { id: Id; file: EntityFile }) {
  return (
    <>
      {'aliases' in file && file.aliases.length > 0 && <p class="quiet">Also: {file.aliases.join(', ')}</p>}
      {'mentionedIn' in file && file.mentionedIn && (
        <p>
          No source gives the name. Spoken of in <Go who={toWho(file.mentionedIn)} />
        </p>
      )}
      {'partOf' in file && file.partOf && (
        <p>
          Lies in <Go who={toWho(file.partOf)} />
        </p>
      )}
      {'url' in file && <Written file={file} />}
      {'participants' in file && <Happened id={id} file={file} />}
      {'metWith' in file && <Agent id={id} file={file} />}
      {'held' in file && <Held id={id} file={file} />}
      {'claimsAbout' in file && (
        <Rows title="Claimed about it" total={file.claimsAbout.totalCount} shown={file.claimsAbout.edges.length}>
          {file.claimsAbout.edges.map((edge) => (
            <ClaimRow key={edge.id} claim={edge.node} words={edge.role === 'subject' ? null : edge.role && `as ${edge.role}`} />
          ))}
        </Rows>
      )}
    </>
  );
}

type With<Field extends string> = Extract<EntityFile, Record<Field, unknown>>;

function Agent({ id, file: { metWith, memberships, whereabouts, said } }: { id: Id; file: With<'metWith'> }) {
  return (
    <>
      <Rows title="Met" total={metWith.totalCount} shown={metWith.edges.length}>
        {metWith.edges.map(({ node, count, firstMet, lastMet, meetings, provenance }) => {
          const places = [...new Map(meetings.nodes.flatMap(({ place }) => (place ? [[place.id, place]] : []))).values()];
          return (
            <li key={node.id}>
              <Go who={toWho(node)} />
              <span class="quiet">
                {timesWords(count)}
                <Met first={firstMet?.edtf} last={lastMet?.edtf} />
              </span>
              {places.map((place) => (
                <Go key={place.id} who={toWho(place)}>
                  at {place.name}
                </Go>
              ))}
              <button type="button" class="small" aria-label={`who says so? Met ${node.name}`} onClick={() => void goMet(id, node.id)}>
                who says so?
              </button>
              <button type="button" class="small" aria-label={`show the meeting${count === 1 ? '' : 's'} with ${node.name}`} onClick={() => void openMeetings(id, node.id)}>
                show {count === 1 ? 'the meeting' : 'the meetings'}
              </button>
              <Behind backing={provenance} />
            </li>
          );
        })}
      </Rows>
      <Rows title="Belongs to" total={memberships.totalCount} shown={memberships.edges.length}>
        {memberships.edges.map((edge) => (
          <EdgeRow key={edge.id} edge={edge.id} ends={[id, edge.node.id]} who={edge.node} words={edge.title ?? edge.role ?? undefined} when={edge.when?.edtf} backing={edge.provenance} />
        ))}
      </Rows>
      <Rows title="Said to have been at" total={whereabouts.totalCount} shown={whereabouts.edges.length}>
        {whereabouts.edges.map((edge) => (
          <EdgeRow key={edge.id} edge={edge.id} ends={[id, edge.node.id]} who={edge.node} when={edge.when?.edtf} backing={edge.provenance} />
        ))}
      </Rows>
      <Said title="What it says" said={said} />
      <Together of={id} />
    </>
  );
}

/** When two met: once, or first and last. */
function Met({ first, last }: { first: string | undefined; last: string | undefined }) {
  if (!first) return null;
  if (!last || first === last) return <>, <Time edtf={first} /></>;
  return <>, first <Time edtf={first} /> and last <Time edtf={last} /></>;
}

function Said({ title, said }: { title: string; said: With<'metWith'>['said'] }) {
  return (
    <Rows title={title} total={said.totalCount} shown={said.nodes.length}>
      {said.nodes.map((one) => (
        <ClaimRow key={one.id} claim={one.claim} words={one.polarity === 'DENIED' ? 'denies' : [one.verb, ...one.hedges.map((hedge) => `“${hedge}”`)].filter(Boolean).join(' ')} />
      ))}
    </Rows>
  );
}

function Held({ id, file: { held, present } }: { id: Id; file: With<'held'> }) {
  return (
    <>
      <Rows title="Took place here" total={held.totalCount} shown={held.nodes.length}>
        {held.nodes.map((event) => (
          <li key={event.id}>
            <Go who={toWho(event)} />
            {event.when && (
              <span class="quiet">
                <Time edtf={event.when.edtf} />
              </span>
            )}
          </li>
        ))}
      </Rows>
      <Rows title="Said to have been here" total={present.totalCount} shown={present.edges.length}>
        {present.edges.map((edge) => (
          <EdgeRow key={edge.id} edge={edge.id} ends={[edge.node.id, id]} who={edge.node} when={edge.when?.edtf} backing={edge.provenance} />
        ))}
      </Rows>
    </>
  );
}

function Happened({ id, file }: { id: Id; file: With<'participants'> }) {
  const statements = file.evidence.edges.map(({ node }) => toStatement(node));
  return (
    <>
      {file.place && (
        <p>
          At <Go who={toWho(file.place)} />
        </p>
      )}
      {'topics' in file && file.topics.length > 0 && <p>About: {file.topics.join('; ')}</p>}
      <Rows title="Took part" total={file.participants.totalCount} shown={file.participants.edges.length}>
        {file.participants.edges.map((edge) => (
          <EdgeRow key={edge.id} edge={edge.id} ends={[edge.node.id, id]} who={edge.node} words={edge.role ?? undefined} backing={edge.provenance} />
        ))}
      </Rows>
      <section aria-label="Evidence">
        <h3>Who says that it took place</h3>
        <p class="quiet">
          {originWords(file.happened)} <Behind backing={file.happened} />
        </p>
        <ol class="statements">
          {heads(statements).map((statement) => (
            <Chain key={statement.id} statement={statement} claim />
          ))}
        </ol>
      </section>
    </>
  );
}

function Written({ file }: { file: With<'written'> }) {
  return (
    <>
      {(file.publisher || file.published) && (
        <p>
          Published {file.publisher && <>by <Go who={toWho(file.publisher)} /></>} {file.published && <Time edtf={file.published.edtf} />}
        </p>
      )}
      {file.reliability && <p class="quiet">Reliability {file.reliability} of the Admiralty code</p>}
      {file.url && (
        <p>
          <a href={file.url} target="_blank" rel="noreferrer">
            Read it at its source
          </a>
        </p>
      )}
      <Said title="What stands in it" said={file.written} />
    </>
  );
}

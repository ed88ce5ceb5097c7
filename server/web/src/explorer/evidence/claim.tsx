/** A claim: who says so and on whose word, what it is about, and who says otherwise, side by side. */
import { claimFile, type ClaimFile, statementFile } from '../api/evidence';
import type { ClaimLineFragment, SaidFragment } from '../gen/graphql';
import type { Id } from '../model';
import { number, relationPhrase } from '../words';
import { Answer } from './answer';
import { heads, originWords, side, type Statement, toStatement, toWho } from './chain';
import { Chain } from './chainview';
import { ClaimRow, Go, Rows } from './rows';
import { Time } from './when';

export function ClaimDetails({ id }: { id: Id }) {
  return (
    <Answer of={id} ask={(signal) => claimFile(id, { signal })} waiting="Looking for who says so …" told={({ assertions, provenance, contradicts }) => `${number(assertions.totalCount, 'statement')}. ${originWords(provenance)}${contradicts.totalCount > 0 || provenance.disputed ? ' Accounts differ.' : ''}`}>
      {(file) => <File file={file} />}
    </Answer>
  );
}

function File({ file }: { file: ClaimFile }) {
  const statements = file.assertions.nodes.map(toStatement);
  const [affirmed, denied] = [side(statements, false), side(statements, true)];
  const sided = denied.length > 0 || file.contradicts.edges.length > 0;
  const { about, supports, supportedBy, provenance } = file;
  return (
    <>
      {file.when && <p class="quiet">Speaks of the time <Time edtf={file.when.edtf} /></p>}
      <p>{originWords(provenance)}</p>
      {sided ? <Sides file={file} affirmed={affirmed} denied={denied} /> : <Voices title="Who says so" statements={affirmed} file={file} />}
      <Rows title="Is about" total={about.totalCount} shown={about.edges.length}>
        {about.edges.map((edge) => (
          <li key={edge.id}>
            <Go who={toWho(edge.node)}>
              {edge.node.name} {edge.role && <span class="quiet">{edge.role}</span>}
            </Go>
          </li>
        ))}
      </Rows>
      <Rows title={`It ${relationPhrase('SUPPORTS', 'OUT')}`} total={supports.edges.length} shown={supports.edges.length}>
        {supports.edges.map(({ id, node }) => (
          <ClaimRow key={id} claim={node} />
        ))}
      </Rows>
      <Rows title={`It ${relationPhrase('SUPPORTS', 'IN')}`} total={supportedBy.edges.length} shown={supportedBy.edges.length}>
        {supportedBy.edges.map(({ id, node }) => (
          <ClaimRow key={id} claim={node} />
        ))}
      </Rows>
    </>
  );
}

function Voices({ title, statements, file }: { title: string; statements: readonly Statement[]; file: ClaimFile }) {
  const { totalCount, nodes } = file.assertions;
  return (
    <section aria-label="Evidence">
      <h3>{title}</h3>
      {statements.length === 0 && <p class="quiet">No statement is kept that says so.</p>}
      <ol class="statements">
        {statements.map((statement) => (
          <Chain key={statement.id} statement={statement} />
        ))}
      </ol>
      {totalCount > nodes.length && <p class="quiet">These are from the first {nodes.length} of {number(totalCount, 'statement')}.</p>}
    </section>
  );
}

/** The accounts beside each other, each with who stands by it. */
function Sides({ file, affirmed, denied }: { file: ClaimFile; affirmed: readonly Statement[]; denied: readonly Statement[] }) {
  const { contradicts } = file;
  return (
    <section aria-label="Where accounts differ">
      <h3>Accounts differ</h3>
      <div class="sides">
        <Side title="It is so" words={null} statements={affirmed} />
        {denied.length > 0 && <Side title="It is not so" words={null} statements={denied} />}
        {contradicts.edges.map(({ id, note, node }) => (
          <Side key={id} title="Instead" words={node} note={note} statements={side(node.assertions.nodes.map(toStatement), false)} />
        ))}
      </div>
      {contradicts.totalCount > contradicts.edges.length && <p class="quiet">and {number(contradicts.totalCount - contradicts.edges.length, 'more claim')} against it.</p>}
    </section>
  );
}

function Side({ title, words, note, statements }: { title: string; words: ClaimLineFragment | null; note?: string | null; statements: readonly Statement[] }) {
  return (
    <div class="side">
      <h4>{title}</h4>
      {words && (
        <>
          <Go who={{ id: words.id, name: words.text, kind: 'CLAIM' }} />
          <p class="quiet">{originWords(words.provenance)}</p>
        </>
      )}
      {note && <p class="quiet">Why they differ: {note}</p>}
      {statements.length === 0 ? (
        <p class="quiet">Nobody is on record for it.</p>
      ) : (
        <ol class="statements">
          {statements.map((statement) => (
            <Chain key={statement.id} statement={statement} />
          ))}
        </ol>
      )}
    </div>
  );
}

/** One act of saying: its claim and its chain, and who passes it on. */
export function StatementDetails({ id }: { id: Id }) {
  return (
    <Answer of={id} ask={(signal) => statementFile(id, { signal })} waiting="Looking for where it comes from …">
      {(file) => (
        <>
          <Voice said={file} />
          <Rows title="Passed on by" total={file.citedBy.totalCount} shown={file.citedBy.nodes.length}>
            {file.citedBy.nodes.map(({ id: other, verb, speaker, document }) => (
              <li key={other}>
                <Go who={{ id: other, name: '', kind: 'ASSERTION' }}>
                  {(speaker ?? document)?.name ?? 'A source that is not given'} <span class="quiet">{verb}</span>
                </Go>
              </li>
            ))}
          </Rows>
        </>
      )}
    </Answer>
  );
}

function Voice({ said }: { said: SaidFragment }) {
  return (
    <section aria-label="Evidence">
      <h3>Where it comes from</h3>
      <ol class="statements">
        {heads([toStatement(said)]).map((statement) => (
          <Chain key={statement.id} statement={statement} claim />
        ))}
      </ol>
    </section>
  );
}

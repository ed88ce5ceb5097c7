/** A statement drawn as a chain: where it is written, who had it from whom, and who said it first. */
import { KindIcon } from '../app/icon';
import { showChain } from '../grow/acts';
import { chainWords, type Link, type Statement, surenessWords } from './chain';
import { Go } from './rows';
import { Time } from './when';

export function Chain({ statement, claim = false }: { statement: Statement; claim?: boolean }) {
  const { links } = statement;
  return (
    <li class="statement">
      {claim && (
        <p class="of">
          <Go who={{ id: statement.claim.id, name: statement.claim.text, kind: 'CLAIM' }} />
        </p>
      )}
      <ol class="chain" aria-label={`Chain: ${chainWords(statement)}`}>
        {links.map((link, i) => (
          <Step key={link.id} link={link} first={i === links.length - 1} />
        ))}
      </ol>
      <button type="button" class="small" onClick={() => void showChain(statement)}>
        Show the chain
      </button>
    </li>
  );
}

function Step({ link, first }: { link: Link; first: boolean }) {
  const { by, document } = link;
  const sure = surenessWords(link);
  return (
    <li data-unnamed={link.unnamed} data-first={first}>
      <p class="who">
        {by ? <Go who={by} /> : <span class="go"><KindIcon kind="UNNAMED_AGENT" /> A source that is not given</span>}
        {link.unnamed && <span class="sign" data-sign="unnamed"><b aria-hidden="true">?</b> unnamed</span>}
      </p>
      <p class="quiet">
        {link.denied ? <b class="denied">{link.verb === 'denies' ? 'denies it' : `${link.verb} that it is not so`}</b> : link.verb}
        {link.to.length > 0 && <> to {link.to.map(({ name }) => name).join(', ')}</>}
        {link.during && <> during {link.during.name}</>}
        {link.saidAt && <>, <Time {...link.saidAt} /></>}
        {sure && <>, {sure}</>}
        {link.hedges.map((hedge) => (
          <mark class="hedge" key={hedge}>“{hedge}”</mark>
        ))}
      </p>
      {link.quote && <blockquote>“{link.quote}”</blockquote>}
      {document && (document.id !== by?.id || document.url || document.locator) && (
        <p class="quiet">
          {document.id !== by?.id && <Go who={document}>in {document.name}</Go>}
          {document.locator && <> {document.locator}</>}
          {document.url && <> <a href={document.url} target="_blank" rel="noreferrer">read it</a></>}
        </p>
      )}
    </li>
  );
}

/** Finds paths from one to another, and lists them hop by hop with who says so. */
import type { Hop, Path } from '../api/paths';
import { Failed } from '../app/failed';
import { originWords } from '../evidence/chain';
import { Go, Signs } from '../evidence/rows';
import { backingSigns } from '../evidence/signs';
import { MetTimes, Time } from '../evidence/when';
import { goEdge } from '../grow/acts';
import type { SceneNode } from '../model';
import { number, relationPhrase } from '../words';
import { state } from '../state/store';
import { end } from './ends';
import { Picker } from './picker';
import { cancel, change, chosen, find, findMore, question, show, standing } from './search';
import { Wishes } from './wishes';
import { hopWords, noneWords, offWords, pathBacking, stopName } from './words';

export function PathFinder() {
  const looking = standing.value.is === 'looking';
  const { from, to } = question.value;
  const off = offWords(state.value.filter);
  return (
    <article class="finder">
      <h2>How are two connected?</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          find();
        }}
      >
        <Picker label="From" end={end(from)} other={to} take={(id) => change({ from: id })} />
        <Picker label="To" end={end(to)} other={from} take={(id) => change({ to: id })} />
        <p class="buttons">
          <button type="submit" class="primary" disabled={from === null || to === null || from === to || looking}>
            Find paths
          </button>
          {looking && (
            <button type="button" onClick={cancel}>
              Cancel
            </button>
          )}
          <button type="button" disabled={from === null && to === null} onClick={() => change({ from: to, to: from })}>
            Turn round
          </button>
        </p>
        <Wishes />
        {off && <p class="quiet">{off}</p>}
      </form>
      <Outcome />
    </article>
  );
}

function Outcome() {
  const now = standing.value;
  const { from, to } = question.value;
  switch (now.is) {
    case 'idle':
      return from !== null && from === to ? <p class="quiet">Both ends are the same: choose another.</p> : null;
    case 'looking':
      return (
        <div role="status">
          <p class="quiet">Looking for paths …</p>
          <progress aria-label="Looking for paths" />
        </div>
      );
    case 'nothing':
      return (
        <p class="quiet" role="status">
          The legend switches off all that may lie between: no path can be found.
        </p>
      );
    case 'cancelled':
      return <p class="quiet" role="status">The search was given up.</p>;
    case 'failed':
      return <Failed words={now.words} again={find} />;
    case 'found': {
      const { paths, stopped } = now.found;
      return (
        <section aria-label="Paths">
          <p role="status">
            {paths.length === 0 ? noneWords(end(from)?.label ?? '', end(to)?.label ?? '', stopped !== '') : `${now.more ? `The ${paths.length} shortest paths` : number(paths.length, 'path')}.`}
          </p>
          {stopped && <p class="failed">{stopped}</p>}
          <ol class="paths">
            {paths.map((path, i) => (
              <OnePath key={path.nodes.map(({ id }) => id).join(' ')} path={path} index={i} />
            ))}
          </ol>
          {now.more && (
            <button type="button" onClick={findMore}>
              More paths
            </button>
          )}
        </section>
      );
    }
  }
}

function OnePath({ path, index }: { path: Path; index: number }) {
  const shown = chosen.value === index;
  return (
    <li data-shown={shown}>
      <details open={shown || (index === 0 && chosen.value < 0)}>
        <summary>
          {number(path.hops.length, 'step')}: {path.nodes.slice(1, -1).map(({ label }) => stopName(label)).join(' → ') || 'directly'}
        </summary>
        <p class="quiet">Its weakest step:{' '}
          <Signs signs={backingSigns(pathBacking(path))} /> {originWords(pathBacking(path))}
        </p>
        <ol class="hops">
          {path.nodes.map((node, i) => (
            <li key={node.id}>
              <Go who={{ id: node.id, name: node.label, kind: node.kind }} />
              {path.hops[i] && <HopLine hop={path.hops[i]} at={node} />}
            </li>
          ))}
        </ol>
      </details>
      <button type="button" class="small" aria-pressed={shown} onClick={() => void show(path)}>
        {shown ? 'In the picture' : 'Add to the picture'}
      </button>
    </li>
  );
}

function HopLine({ hop, at }: { hop: Hop; at: SceneNode }) {
  const { edge } = hop;
  return (
    <div class="hop">
      <p>
        <span class="verb">
          {relationPhrase(edge.relation, edge.source === at.id ? 'OUT' : 'IN')}
          {edge.role && `, ${edge.role}`}
          {edge.span && <>, <Time edtf={edge.span.edtf} /></>}
          {edge.met && <>, <MetTimes met={edge.met} /></>}
        </span>{' '}
        <Signs signs={backingSigns(edge)} />
      </p>
      <p class="quiet">{hopWords(hop)}</p>
      <button type="button" class="small" onClick={() => void goEdge(edge.id, [edge.source, edge.target])}>
        who says so?
      </button>
    </div>
  );
}


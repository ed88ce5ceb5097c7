/** What is selected: what it is, what stands behind it, and what it is joined with. */
import type { SceneEdge, SceneNode, Side } from '../model';
import { pin } from '../app/keys';
import { Groups } from '../app/groups';
import { KindIcon, Mark } from '../app/icon';
import { sheet } from '../app/ui';
import { dispatch, edges, focus, nodes, select, shown, state } from '../state/store';
import { Surroundings } from '../grow/surroundings';
import { foldMeeting } from '../grow/acts';
import { PathFinder } from '../paths/finder';
import { pathFrom } from '../paths/search';
import { kindName, number, relationPhrase } from '../words';
import { ClaimDetails, StatementDetails } from './claim';
import { Differ } from './differ';
import { EdgeDetails } from './edge';
import { EntityDetails } from './entity';
import { turn } from './mode';
import { Signs } from './rows';
import { nodeSigns } from './signs';
import { When } from './when';
import './evidence.css';

export function Panel() {
  const { side } = state.value;
  const id = focus.value;
  const node = id === null ? undefined : nodes.value.get(id);
  const edge = id === null ? undefined : edges.value.get(id);
  return (
    <aside class="panel" aria-label="Details" tabIndex={-1} data-open={sheet.value === 'details'}>
      <button type="button" class="bare close" aria-label="Close the details" onClick={() => (sheet.value = null)}>
        <Mark name="close" />
      </button>
      <div class="modes" role="group" aria-label="What the panel shows">
        {modes.map(([to, name]) => (
          <button type="button" key={to} class="small" aria-pressed={side === to} onClick={() => turn(to)}>
            {name}
          </button>
        ))}
      </div>
      {side === 'paths' ? <PathFinder /> : side === 'differ' ? <Differ /> : <Details node={node} edge={edge} />}
    </aside>
  );
}

const modes: readonly (readonly [Side, string])[] = [
  ['details', 'Details'],
  ['paths', 'Find a path'],
  ['differ', 'Where accounts differ'],
];

function Details({ node, edge }: { node: SceneNode | undefined; edge: SceneEdge | undefined }) {
  return (
    <>
      {state.value.selection.length > 1 && <p class="quiet">{state.value.selection.length} selected; the last:</p>}
      {node ? <NodeDetails key={node.id} node={node} /> : edge ? <EdgeDetails key={edge.id} edge={edge} /> : <Nothing />}
    </>
  );
}

function Nothing() {
  return (
    <div class="nothing">
      <h2>Nothing is selected</h2>
      <p class="quiet">Click a node or a line to see what it is, who says so, and what it is joined with. Double click a node to open what is around it.</p>
    </div>
  );
}

function NodeDetails({ node }: { node: SceneNode }) {
  const { pinned } = state.value.scene;
  const neighbours = joined(node.id);
  return (
    <article>
      <p class="kind">
        <KindIcon kind={node.kind} /> {kindName(node.kind)}
      </p>
      <h2>{node.label}</h2>
      {node.sub && <p>{node.sub}</p>}
      {node.span && node.kind !== 'CLAIM' && <When span={node.span} />}
      <p>
        <Signs signs={nodeSigns(node)} />
      </p>
      <p class="buttons">
        <button type="button" onClick={() => pin([node.id])} aria-pressed={node.id in pinned}>
          {node.id in pinned ? 'Free' : 'Pin'}
        </button>
        <button type="button" onClick={() => dispatch({ type: 'hide', ids: [node.id] })}>
          Hide
        </button>
        <button type="button" onClick={() => dispatch({ type: 'remove', ids: [node.id] })}>
          Take out
        </button>
        <button type="button" onClick={() => pathFrom(node)}>
          Path from here
        </button>
        {node.kind === 'MEETING' && (
          <button type="button" onClick={() => foldMeeting(node.id)}>
            Fold into who met whom
          </button>
        )}
        {!['CLAIM', 'ASSERTION', 'DOCUMENT'].includes(node.kind) && (
          <button type="button" onClick={() => turn('differ', node.id)}>
            Do accounts differ?
          </button>
        )}
      </p>
      {node.kind === 'CLAIM' ? <ClaimDetails id={node.id} /> : node.kind === 'ASSERTION' ? <StatementDetails id={node.id} /> : <EntityDetails node={node} />}
      <h3>Open what is around it</h3>
      <Groups id={node.id} />
      <Surroundings id={node.id} />
      {neighbours.length > 0 && (
        <details>
          <summary>In the picture it is joined with {number(neighbours.length, 'thing')}</summary>
          <ul class="joined">
            {neighbours.map(({ edge, other, direction }) => (
              <li key={edge.id}>
                <button type="button" class="bare" onClick={() => select(other.id)}>
                  <KindIcon kind={other.kind} />
                  <span>
                    <span class="quiet">{relationPhrase(edge.relation, direction)}</span> {other.label}
                  </span>
                </button>
                <button type="button" class="small" onClick={() => select(edge.id)} aria-label={`Evidence that it ${relationPhrase(edge.relation, direction)} ${other.label}`}>
                  why?
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

function joined(id: SceneNode['id']) {
  return shown.value.edges.flatMap((edge) => {
    const direction = edge.source === id ? ('OUT' as const) : ('IN' as const);
    const other = edge.source === id ? edge.target : edge.target === id ? edge.source : null;
    const node = other === null ? undefined : nodes.value.get(other);
    return node ? [{ edge, other: node, direction }] : [];
  });
}

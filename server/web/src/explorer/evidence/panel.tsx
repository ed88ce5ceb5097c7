/** What is selected: what it is, what stands behind it, and what it is joined with. */
import type { Id, SceneEdge, SceneNode, Span } from '../model';
import { pin } from '../app/keys';
import { Groups } from '../app/groups';
import { KindIcon, Mark } from '../app/icon';
import { sheet } from '../app/ui';
import { dispatch, edges, focus, nodes, select, shown, state } from '../state/store';
import { backingWords, kindName, number, relationPhrase } from '../words';
import { Statements } from './statements';

export function Panel() {
  const id = focus.value;
  const node = id === null ? undefined : nodes.value.get(id);
  const edge = id === null ? undefined : edges.value.get(id);
  return (
    <aside class="panel" aria-label="Details" data-open={sheet.value === 'details'}>
      <button type="button" class="bare close" aria-label="Close the details" onClick={() => (sheet.value = null)}>
        <Mark name="close" />
      </button>
      {state.value.selection.length > 1 && <p class="quiet">{state.value.selection.length} selected; the last:</p>}
      {node ? <NodeDetails node={node} /> : edge ? <EdgeDetails edge={edge} /> : <Nothing />}
    </aside>
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
    <article key={node.id}>
      <p class="kind">
        <KindIcon kind={node.kind} /> {kindName(node.kind)}
      </p>
      <h2>{node.label}</h2>
      {node.sub && <p>{node.sub}</p>}
      {node.span && <When span={node.span} />}
      {node.at && (
        <p>
          At <b>{node.at.name}</b>
        </p>
      )}
      {node.backing && <p class="quiet">{backingWords(node.backing)}</p>}
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
      </p>
      <h3>Open what is around it</h3>
      <Groups id={node.id} />
      {(node.kind === 'CLAIM' || node.kind === 'ASSERTION' || node.kind === 'MEETING' || node.kind === 'INCIDENT') && <Statements of={node.id} node />}
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

function EdgeDetails({ edge }: { edge: SceneEdge }) {
  const [source, target] = [nodes.value.get(edge.source), nodes.value.get(edge.target)];
  return (
    <article key={edge.id}>
      <p class="kind">Relation</p>
      <h2 class="sentence">
        <End node={source} /> <span class="verb">{relationPhrase(edge.relation, 'OUT')}</span> <End node={target} />
      </h2>
      {edge.role && <p>As: {edge.role}</p>}
      {edge.relation === 'MET' && <p>In {number(edge.count, 'meeting')}</p>}
      {edge.span && <When span={edge.span} />}
      <p class="quiet">{backingWords(edge)}</p>
      <Statements of={edge.id} />
    </article>
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

function When({ span }: { span: Span }) {
  const flags = [span.approximate && 'about', span.uncertain && 'uncertain'].filter(Boolean).join(', ');
  return (
    <p>
      <time>{span.edtf}</time>
      {flags && <span class="quiet"> ({flags})</span>}
      {span.text && <span class="quiet"> “{span.text}”</span>}
    </p>
  );
}

function joined(id: Id) {
  return shown.value.edges.flatMap((edge) => {
    const direction = edge.source === id ? ('OUT' as const) : ('IN' as const);
    const other = edge.source === id ? edge.target : edge.target === id ? edge.source : null;
    const node = other === null ? undefined : nodes.value.get(other);
    return node ? [{ edge, other: node, direction }] : [];
  });
}

/** The legend, which is the filter: what there is in the picture, each with a switch and its count. */
import { certainties, type Certainty, type Kind, mostOrigins, type RelationType } from '../model';
import { filters, type Count } from '../state/visible';
import { noFilter } from '../state/scene';
import { dispatch, shown, state } from '../state/store';
import { certaintyWords, kindName, relationName } from '../words';
import { KindIcon, Mark } from './icon';
import { NumberField } from './numberfield';
import { Claims, Lines } from './samples';
import { sheet } from './ui';

export function Legend() {
  const { filter, scene } = state.value;
  const { kinds, relations } = shown.value;
  const on = filters(filter);
  const change = (next: Partial<typeof filter>) => dispatch({ type: 'filter', filter: next });
  return (
    <aside class="legend" aria-label="Legend and filter" data-open={sheet.value === 'legend'}>
      <header>
        <h2>
          <Mark name="filter" /> What is shown
        </h2>
        {on && (
          <button type="button" class="small" onClick={() => change({ ...noFilter, fade: filter.fade })}>
            Show all
          </button>
        )}
        <button type="button" class="bare close" aria-label="Close the legend" onClick={() => (sheet.value = null)}>
          <Mark name="close" />
        </button>
      </header>
      <Switches
        title="Kinds"
        counts={kinds}
        off={filter.kindsOff}
        name={(kind) => kindName(kind, 2)}
        icon={(kind) => <KindIcon kind={kind} />}
        change={(kindsOff: readonly Kind[]) => change({ kindsOff })}
      />
      <Switches
        title="Relations"
        counts={relations}
        off={filter.relationsOff}
        name={relationName}
        change={(relationsOff: readonly RelationType[]) => change({ relationsOff })}
      />
      <fieldset>
        <legend>Evidence</legend>
        <label class="field">
          <span>Wording</span>
          <select
            value={filter.minCertainty ?? ''}
            onChange={(event) => change({ minCertainty: (event.currentTarget.value || null) as Certainty | null })}
          >
            <option value="">any wording</option>
            {certainties.slice(0, 3).map((certainty) => (
              <option key={certainty} value={certainty}>
                {certainty === 'CERTAIN' ? '' : 'at least '}
                {certaintyWords(certainty)}
              </option>
            ))}
          </select>
        </label>
        <NumberField label="Independent origins" least={0} most={mostOrigins} none={0} value={filter.minOrigins} change={(minOrigins) => change({ minOrigins })} />
        <label class="check">
          <input type="checkbox" checked={filter.onlyDisputed} onChange={(event) => change({ onlyDisputed: event.currentTarget.checked })} />
          <span>Only what is disputed</span>
        </label>
      </fieldset>
      <fieldset>
        <legend>Picture</legend>
        <label class="check">
          <input type="checkbox" checked={filter.fade} onChange={(event) => change({ fade: event.currentTarget.checked })} />
          <span>Fade the rest instead of leaving it out</span>
        </label>
        <label class="check">
          <input type="checkbox" checked={scene.folded} onChange={(event) => dispatch({ type: 'fold', on: event.currentTarget.checked })} />
          <span>Fold meetings into who met whom</span>
        </label>
        {scene.hidden.length > 0 && (
          <button type="button" class="small" onClick={() => dispatch({ type: 'unhide' })}>
            Bring back {scene.hidden.length} hidden
          </button>
        )}
      </fieldset>
      <Claims />
      <Lines />
    </aside>
  );
}

interface SwitchesProps<K extends string> {
  title: string;
  counts: ReadonlyMap<K, Count>;
  off: readonly K[];
  name: (of: K) => string;
  icon?: (of: K) => preact.JSX.Element;
  change: (off: readonly K[]) => void;
}

function Switches<K extends string>({ title, counts, off, name, icon, change }: SwitchesProps<K>) {
  const all = [...new Set([...counts.keys(), ...off])].sort((a, b) => (counts.get(b)?.all ?? 0) - (counts.get(a)?.all ?? 0) || a.localeCompare(b));
  if (all.length === 0) return null;
  const toggle = (of: K) => change(off.includes(of) ? off.filter((other) => other !== of) : [...off, of]);
  const alone = (of: K) => change(all.filter((other) => other !== of));
  return (
    <fieldset>
      <legend>{title}</legend>
      {all.map((of) => {
        const { all: there, shown } = counts.get(of) ?? { all: 0, shown: 0 };
        return (
          <div class="switch" key={of}>
            <label class="check">
              <input type="checkbox" checked={!off.includes(of)} onChange={() => toggle(of)} />
              {icon?.(of)}
              <span class="name">{name(of)}</span>
              <span class="count" title={`${shown} of ${there} shown`}>
                {shown === there ? there.toLocaleString('en') : `${shown.toLocaleString('en')} / ${there.toLocaleString('en')}`}
              </span>
            </label>
            <button type="button" class="small only" onClick={() => alone(of)} aria-label={`Show only: ${name(of)}`}>
              only
            </button>
          </div>
        );
      })}
    </fieldset>
  );
}

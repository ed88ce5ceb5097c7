/** What a path may pass through: relations, kinds, a time, and how well each hop must be backed. */
import { certainties, type Certainty, mostOrigins, mostSteps, type Wish } from '../model';
import { NumberField } from '../app/numberfield';
import { domain } from '../state/acts';
import { anyWay } from '../state/scene';
import { certaintyWords, kindName, relationName } from '../words';
import { question, wish as change } from './search';
import { state } from '../state/store';
import { windowWish } from './words';

/** What paths of people through meetings, posts and places are made of, without what is only said. */
const deeds = ['ATTENDED', 'MEMBER_OF', 'HELD_AT', 'PRESENT_AT', 'PART_OF', 'MET'] as const;

export function Wishes() {
  const now = question.value.wish;
  const { kinds, relations } = domain.value;
  const set = JSON.stringify({ ...now, first: anyWay.first }) !== JSON.stringify(anyWay);
  return (
    <details class="wishes">
      <summary>What may lie between{set && ' (limited)'}</summary>
      <Choices title="By relations" all={[...relations, 'MET' as const]} chosen={now.relations} name={relationName} change={(relations) => change({ relations })} />
      <p class="buttons">
        <button type="button" class="small" onClick={() => change({ relations: ['MET'] })}>
          who met whom only
        </button>
        <button type="button" class="small" onClick={() => change({ relations: [...deeds] })}>
          deeds, no claims
        </button>
      </p>
      <Choices title="Through kinds" all={kinds} chosen={now.kinds} name={(kind) => kindName(kind, 2)} change={(kinds) => change({ kinds })} />
      <label class="field">
        <span>Within the time</span>
        <input type="text" size={12} placeholder="2021-08" value={now.within} onChange={(event) => change({ within: event.currentTarget.value.trim() })} />
      </label>
      {state.value.window && (
        <button type="button" class="small" onClick={() => state.value.window && change(windowWish(state.value.window))}>
          the window of the time line
        </button>
      )}
      <label class="field">
        <span>Which counts</span>
        <select value={now.match} onChange={(event) => change({ match: event.currentTarget.value as Wish['match'] })}>
          <option value="POSSIBLE">where it possibly was then</option>
          <option value="CERTAIN">where it certainly was then</option>
        </select>
      </label>
      <NumberField label="Origins at least" least={0} most={mostOrigins} none={0} value={now.minOrigins} change={(minOrigins) => change({ minOrigins })} />
      <label class="field">
        <span>Wording</span>
        <select value={now.minCertainty ?? ''} onChange={(event) => change({ minCertainty: (event.currentTarget.value || null) as Certainty | null })}>
          <option value="">any</option>
          {certainties.slice(0, 3).map((certainty) => (
            <option key={certainty} value={certainty}>
              {certainty === 'CERTAIN' ? '' : 'at least '}
              {certaintyWords(certainty)}
            </option>
          ))}
        </select>
      </label>
      <NumberField label="Steps at most" least={1} most={mostSteps} none={anyWay.steps} value={now.steps} change={(steps) => change({ steps })} />
      {set && (
        <button type="button" class="small" onClick={() => change(anyWay)}>
          Let everything pass
        </button>
      )}
    </details>
  );
}

interface ChoicesProps<T extends string> {
  title: string;
  all: readonly T[];
  chosen: readonly T[];
  name: (of: T) => string;
  change: (chosen: readonly T[]) => void;
}

/** Switches, of which none chosen lets all pass. */
function Choices<T extends string>({ title, all, chosen, name, change }: ChoicesProps<T>) {
  return (
    <fieldset>
      <legend>
        {title}: {chosen.length === 0 ? 'any' : chosen.length}
      </legend>
      <div class="choices">
        {all.map((of) => (
          <button
            type="button"
            class="small"
            key={of}
            aria-pressed={chosen.includes(of)}
            onClick={() => change(chosen.includes(of) ? chosen.filter((other) => other !== of) : [...chosen, of])}
          >
            {name(of)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** The page before anything is in the picture: three questions, found in whatever data there is. */
import { signal } from '@preact/signals';
import { bestConnected, worthAsking } from '../api/graph';
import { start, startMet } from '../state/acts';
import { attempt } from '../state/notices';
import { cut } from '../words';
import { KindIcon } from './icon';
import type { Kind } from '../model';
import { turn } from '../evidence/mode';
import { SavedList } from './saved';

interface Question {
  readonly kind: Kind;
  readonly asks: string;
  readonly says: string;
  readonly start: () => Promise<void>;
}

const questions = signal<readonly Question[] | null>(null);

/** Finds the questions; done once. */
export function findQuestions(): Promise<void> {
  return attempt('questions', async (signal) => {
    const [people, worth] = await Promise.all([bestConnected({ signal }), worthAsking({ signal })]);
    questions.value = [...who(people), ...what(worth), ...where(worth)];
  });
}

/** How many others one can have met for their meetings to be drawn as well. */
const fewOthers = 20;

/** How many of those that one met are drawn, where they are more. */
const mostMet = 24;

function who(people: Awaited<ReturnType<typeof bestConnected>>): Question[] {
  const [person] = people;
  if (!person) return [];
  return [
    {
      kind: 'PERSON',
      asks: `Whom did ${person.name} meet?`,
      says: 'Who met whom, and in which meetings',
      start: () =>
        person.others > fewOthers ? startMet(person.id, mostMet) : start({ ids: [person.id], depth: 2, relations: ['ATTENDED'], limit: 60, folded: false }),
    },
  ];
}

/** A disputed claim; without one, the claim that was said most often. */
function what({ disputed, claims }: Awaited<ReturnType<typeof worthAsking>>): Question[] {
  const most = [...claims].sort((a, b) => b.assertions - a.assertions)[0];
  const claim = disputed[0] ?? most;
  if (!claim) return [];
  return [
    {
      kind: 'CLAIM',
      asks: `Who said: “${cut(claim.text.replace(/\.$/, ''), 110)}”?`,
      says: disputed[0] ? 'A disputed claim: who stands on each side, and on whose word' : 'Who claimed it, and on whose word it rests',
      start: () =>
        start({
          ids: [claim.id],
          depth: 2,
          relations: ['ASSERTS', 'CITES', 'SPEAKER', 'ADDRESSEE', 'APPEARS_IN', 'PUBLISHED', 'CONTRADICTS'],
          limit: 60,
          folded: false,
        }),
    },
  ];
}

/** The place of the most events; of several, one that lies in another, as it says more. */
function where({ places }: Awaited<ReturnType<typeof worthAsking>>): Question[] {
  const place = [...places].sort((a, b) => b.events - a.events || Number(b.within) - Number(a.within))[0];
  if (!place || place.events === 0) return [];
  return [
    {
      kind: 'PLACE',
      asks: `What happened at ${place.name}?`,
      says: 'Where things took place, and who was there',
      start: () => start({ ids: [place.id], depth: 2, relations: ['HELD_AT', 'ATTENDED', 'PRESENT_AT', 'PART_OF'], limit: 60, folded: false }),
    },
  ];
}

export function StartPage() {
  return (
    <section class="start" aria-labelledby="start-title">
      <h1 id="start-title">Who met whom, who claimed what, and where</h1>
      <p>Search for somebody or something above, or begin with a question:</p>
      <div class="questions" aria-busy={questions.value === null}>
        {(questions.value ?? []).map((question) => (
          <button type="button" key={question.asks} onClick={() => void question.start()}>
            <KindIcon kind={question.kind} />
            <b>{question.asks}</b>
            <span>{question.says}</span>
          </button>
        ))}
        {questions.value?.length === 0 && <p class="quiet">The graph is empty: load data into it, then come back.</p>}
        {questions.value === null && [0, 1, 2].map((i) => <div class="ghost" key={i} />)}
      </div>
      <p class="ways">
        <button type="button" onClick={() => turn('paths')}>
          How are two connected?
        </button>
        <button type="button" onClick={() => turn('differ')}>
          Where do accounts differ?
        </button>
      </p>
      <SavedList />
    </section>
  );
}

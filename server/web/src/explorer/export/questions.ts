/** The questions behind what the page shows, as GraphQL that can be asked in the playground. */
import { SurroundingsDocument, TimeLineDocument } from '../gen/graphql';
import { type Asked, asked } from '../api/asked';
import { mostNodes } from '../api/graph';
import type { Id, SceneNode, Selection, TimeWindow } from '../model';

/** A question and what it is for. */
export interface Behind extends Asked {
  readonly title: string;
}

/** What each question of the page is for, by its name. */
export const titles: Record<string, string> = {
  Search: 'The last search',
  Surroundings: 'What was opened last',
  Degrees: 'Counts of what is around the selected',
  MetWith: 'How many others it met',
  MetWithin: 'Who met within the time window',
  MetMost: 'Whom the busiest met most often',
  MeetingsOf: 'In which meetings two met',
  Together: 'Where two were at one time',
  EntityFile: 'What is known of the selected',
  ClaimFile: 'Who says or denies the claim, and on whose word',
  StatementFile: 'How the words of a statement came',
  EdgeEvidence: 'Who says so, of a line',
  Differ: 'Where accounts differ',
  Paths: 'How two are connected',
  TimeLine: 'The time line',
  BestConnected: 'Who met the most others',
  WorthAsking: 'What is worth asking',
  Existing: 'Which of these there are',
  Domain: 'What kinds and relations there are',
};

/** So many nodes a time line may be asked of at once. */
const mostTimes = 50;

export interface Looked {
  readonly nodes: readonly SceneNode[];
  readonly ids: readonly Id[];
  readonly selection: Selection;
  readonly window: TimeWindow | null;
}

/** The questions behind the picture and its time line, and those that were asked, the newest first. */
export function questionsBehind({ nodes, ids, selection, window }: Looked): readonly Behind[] {
  const picture: Behind[] = [];
  if (ids.length > 0) {
    picture.push({
      title: 'This picture',
      name: 'Surroundings',
      query: SurroundingsDocument.toString(),
      variables: { around: ids.slice(0, mostNodes), depth: 0, limit: mostNodes, collapse: true },
    });
    const chosen = nodes.filter(({ id }) => selection.includes(id));
    const of = (chosen.length > 0 ? chosen : [...nodes].sort((a, b) => b.degree - a.degree)).slice(0, mostTimes).map(({ id }) => id);
    if (of.length > 0) {
      picture.push({
        title: chosen.length > 0 ? 'The time line of the selected' : 'The time line',
        name: 'TimeLine',
        query: TimeLineDocument.toString(),
        variables: { of, first: 100, ...(window ? { window: { within: within(window), match: window.mode === 'certain' ? 'CERTAIN' : 'POSSIBLE', undated: true } } : {}) },
      });
    }
  }
  const others = asked().filter(({ name, variables }) => !(name === 'Surroundings' && (variables as { depth: number }).depth === 0));
  return [...picture, ...others.map((one) => ({ ...one, title: titles[one.name] ?? one.name }))];
}

/** A window as EDTF, in whole seconds. */
function within({ from, to }: TimeWindow): string {
  const instant = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
  return `${instant(from)}/${instant(to)}`;
}

/** An address as long as this is sent to the server; a longer one stays in the browser, behind #. */
const longest = 6_000;

/** The address of the playground with a question in it. */
export function playgroundAddress({ query, variables }: Pick<Behind, 'query' | 'variables'>): string {
  const words = new URLSearchParams({ query: query.trim(), variables: JSON.stringify(variables, null, 2) }).toString();
  return `/graphiql${words.length > longest ? '#' : '?'}${words}`;
}

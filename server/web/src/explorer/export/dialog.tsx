/** What a reader can take along: a picture, the data, a link, and the questions behind it all. */
import { signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { welcome } from '../api/welcome';
import { seed } from '../graph/arrange';
import { colours } from '../graph/look';
import { recall, remember } from '../graph/memory';
import type { Id } from '../model';
import { open } from '../state/acts';
import { tell } from '../state/notices';
import { shown, state } from '../state/store';
import { graphView } from '../app/ui';
import { fromFile, toFile } from './data';
import { toPng, toSvg, type Svg } from './picture';
import { playgroundAddress, questionsBehind, type Behind } from './questions';
import { save } from './save';

/** Whether the dialog is open. */
export const taking = signal(false);

export function TakeDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (taking.value) dialog.current?.showModal();
    else dialog.current?.close();
  }, [taking.value]);
  const some = state.value.scene.ids.length > 0;
  return (
    <dialog ref={dialog} class="take" aria-labelledby="take-title" onClose={() => (taking.value = false)}>
      {taking.value && (
        <>
          <h2 id="take-title">Take it with you</h2>
          <p class="quiet">{some ? 'The picture as it is shown now, and what it says as data, which can be opened here again.' : 'Open a scene that was saved as data.'}</p>
          <p class="buttons">
            {some && (
              <>
                <button type="button" onClick={() => void attempted(savePng)}>
                  Picture (PNG)
                </button>
                <button type="button" onClick={() => void attempted(async () => save('parley.svg', new Blob([drawing().text], { type: 'image/svg+xml' })))}>
                  Drawing (SVG)
                </button>
                <button type="button" onClick={() => void attempted(saveData)}>
                  Data (JSON)
                </button>
              </>
            )}
            <label class="file">
              Open a file …
              <input type="file" accept="application/json,.json" onChange={(event) => void openFile(event.currentTarget)} />
            </label>
          </p>
          <Questions />
          <form method="dialog">
            <button type="submit" class="primary" autofocus>
              Close
            </button>
          </form>
        </>
      )}
    </dialog>
  );
}

/** The questions that the page asked, as GraphQL. */
function Questions() {
  const offered = useSignal(false);
  useEffect(() => void welcome().then(({ playground }) => (offered.value = playground)), []);
  const copied = useSignal('');
  const { scene, selection, window } = state.value;
  const copy = async (question: Behind) => {
    copied.value = (await copies(written(question))) ? `Copied: ${question.title}.` : 'The browser does not let this page copy.';
  };
  const behind = questionsBehind({ nodes: shown.value.nodes, ids: scene.ids, selection, window });
  return (
    <section aria-labelledby="behind-title">
      <h3 id="behind-title">The questions behind it</h3>
      <p class="quiet">Everything on this page is an answer to a question in GraphQL that you can ask yourself, and change.</p>
      <ul class="behind">
        {behind.map((question) => (
          <li key={`${question.title} ${question.name}`}>
            <span class="name">{question.title}</span>
            <button type="button" class="small" onClick={() => void copy(question)} aria-label={`Copy: ${question.title}`}>
              Copy
            </button>
            {offered.value && (
              <a class="small" href={playgroundAddress(question)} target="_blank" rel="noreferrer" aria-label={`Open in GraphiQL: ${question.title}`}>
                Open in GraphiQL
              </a>
            )}
          </li>
        ))}
      </ul>
      <p class="quiet" role="status">
        {copied.value}
      </p>
    </section>
  );
}

function written({ query, variables }: Behind): string {
  return `${query.trim()}\n\n# Variables\n${JSON.stringify(variables, null, 2).replace(/^/gm, '# ')}\n`;
}

/** Where all that is shown stands: in the picture, where it stood last, or where it would start. */
function places(): ReadonlyMap<Id, readonly [number, number]> {
  const now = graphView.value?.positions();
  const { nodes } = shown.value;
  return new Map(nodes.map(({ id }) => [id, now?.get(id) ?? recall(id) ?? seed(id, 40 * Math.sqrt(nodes.length))]));
}

function drawing(): Svg {
  const page = document.querySelector('.page') ?? document.body;
  return toSvg({ ...shown.value, places: places(), colours: colours(page), font: getComputedStyle(page).fontFamily });
}

async function savePng(): Promise<void> {
  save('parley.png', await toPng(drawing()));
}

async function saveData(): Promise<void> {
  save('parley.json', new Blob([toFile(state.value, shown.value, places())], { type: 'application/json' }));
}

async function attempted(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    tell(`It could not be saved: ${error instanceof Error ? error.message : String(error)}`, { error: true });
  }
}

async function openFile(input: HTMLInputElement): Promise<void> {
  const [file] = input.files ?? [];
  if (!file) return;
  const found = fromFile(await file.text());
  if (typeof found === 'string') {
    tell(found, { error: true });
    return;
  }
  taking.value = false;
  remember(found.places);
  await open(found.state);
}

/** Copies the address of this scene, and says so. */
export async function copyLink(): Promise<void> {
  if (await copies(location.href)) tell('The link to this scene is copied.');
  else tell('The browser does not let this page copy: take the link from the address line.', { error: true });
}

async function copies(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

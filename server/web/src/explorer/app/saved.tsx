/** Views that the reader saved: their list, and the button to save one more. */
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { open } from '../state/acts';
import { tell } from '../state/notices';
import { state } from '../state/store';
import { dropView, opened, type SavedView, saveView, savedViews } from '../state/views';
import { number } from '../words';
import { Mark } from './icon';

const views = signal(savedViews(localStorage));

/** Whether the dialog that asks for a name is open. */
export const saving = signal(false);

export function SavedList() {
  if (views.value.length === 0) return null;
  return (
    <div class="saved">
      <h2>Saved views</h2>
      <ul>
        {views.value.map((view) => (
          <li key={view.name}>
            <button type="button" class="bare open" onClick={() => show(view)}>
              <Mark name="star" /> <b>{view.name}</b>
              <span class="quiet">
                {number(opened(view).scene.ids.length, 'thing')}, {new Date(view.saved).toLocaleDateString('en-GB')}
              </span>
            </button>
            <button type="button" class="bare" aria-label={`Forget the view ${view.name}`} onClick={() => (views.value = dropView(localStorage, view.name))}>
              <Mark name="close" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function show(view: SavedView): void {
  saving.value = false;
  void open(opened(view));
}

export function SaveDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (saving.value) dialog.current?.showModal();
    else dialog.current?.close();
  }, [saving.value]);
  function save(event: SubmitEvent) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get('name')).trim();
    if (name === '') return;
    try {
      views.value = saveView(localStorage, name, state.value, Date.now());
      saving.value = false;
      tell(`The view is saved as “${name}” in this browser.`);
    } catch {
      tell('The browser keeps no more: forget a saved view first.', { error: true });
    }
  }
  return (
    <dialog ref={dialog} aria-label="Saved views" onClose={() => (saving.value = false)}>
      {saving.value && (
        <>
          {state.value.scene.ids.length > 0 && (
            <form onSubmit={save}>
              <h2>Save this view</h2>
              <p class="quiet">It is kept in this browser. To give it to others, copy its link.</p>
              <label class="field">
                <span>Name</span>
                <input name="name" required maxLength={80} autofocus />
              </label>
              <p class="buttons">
                <button type="submit" class="primary">
                  Save
                </button>
                <button type="button" onClick={() => (saving.value = false)}>
                  Cancel
                </button>
              </p>
            </form>
          )}
          <SavedList />
          {state.value.scene.ids.length === 0 && (
            <form method="dialog">
              {views.value.length === 0 && <p>No view is saved in this browser, and none is open to be saved.</p>}
              <button type="submit">Close</button>
            </form>
          )}
        </>
      )}
    </dialog>
  );
}

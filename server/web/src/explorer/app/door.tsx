/** The dialog that asks for a token, where the server wants to know who asks. */
import { computed, signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { setDoor } from '../api/token';

interface Open {
  /** Why the token before was not taken; null where there was none. */
  readonly why: string | null;
  readonly answer: (token: string | null) => void;
}

const asked = signal<Open | null>(null);

/** Whether the reader is asked for a token. */
export const asking = computed(() => asked.value !== null);

setDoor((why) => new Promise((answer) => (asked.value = { why, answer })));

export function Door() {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = asked.value;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const give = (token: string | null) => {
    asked.value = null;
    open?.answer(token);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const token = String(new FormData(event.currentTarget as HTMLFormElement).get('token')).trim();
    if (token !== '') give(token);
  };
  // Escape cancels. That it closes says nothing: the event comes later, perhaps when the dialog asks again already.
  return (
    <dialog ref={dialog} class="door" aria-labelledby="door-title" onCancel={() => give(null)}>
      {open && (
        <form onSubmit={submit}>
          <h2 id="door-title">This server wants a token</h2>
          {open.why && <p role="alert">{open.why}</p>}
          <p class="quiet">Whoever runs it gives you one. The page holds it until you close or reload it, and keeps it nowhere.</p>
          <label class="field">
            <span>Token</span>
            <input name="token" type="password" required autocomplete="off" autofocus />
          </label>
          <p class="buttons">
            <button type="submit" class="primary">
              Go on
            </button>
            <button type="button" onClick={() => give(null)}>
              Cancel
            </button>
          </p>
        </form>
      )}
    </dialog>
  );
}

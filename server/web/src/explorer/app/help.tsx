/** The list of keys, and the notices. */
import { useEffect, useRef } from 'preact/hooks';
import { dismiss, giveUp, notices, slow, spoken } from '../state/notices';
import { asking } from './door';
import { Mark } from './icon';
import { keyList } from './keys';
import { drawnBy, help, softwareMost } from './ui';

export function HelpDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (help.value) dialog.current?.showModal();
    else dialog.current?.close();
  }, [help.value]);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={() => (help.value = false)}>
      <h2 id="help-title" tabIndex={-1} autofocus>Keys and buttons</h2>
      <dl>
        {keyList.map(([keys, words, mark]) => (
          <div key={words}>
            <dt>
              {mark && <Mark name={mark} />}
              {keys !== '' && keys.split(' ').map((key) => <kbd key={key}>{key}</kbd>)}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">
        With the mouse: click to select, hold Shift to select more, double click to open what is around, right click to see the counts first,
        drag to pin. With a finger: tap to select, rest on a node to see the counts, two fingers to come nearer.
      </p>
      <p class="quiet">
        What stands in the picture in few letters stands at the right in full once it is selected. A time is in words there, and a press shows it as it was
        written; a press of the signs says what they mean. On the time line, Possibly shows what may have been in the window, and Certainly only what was in it
        on every reading of its date.
      </p>
      <p class="quiet">
        Undo takes back what changed the picture: what is in it, hidden or pinned, the filter, and the time window. What is selected, the view and a question of
        paths are left as they are; Back and Forward of the browser lead through these as well.
      </p>
      {drawnBy === 'software' && (
        <p class="quiet">
          This browser draws without a graphics card, so a picture holds at most {softwareMost.toLocaleString('en')} things, and lines are left out
          while it moves.
        </p>
      )}
      <form method="dialog">
        <button type="submit" class="primary">
          Close
        </button>
      </form>
    </dialog>
  );
}

export function Notices() {
  return (
    <>
      <div class="visually-hidden" aria-live="polite">
        {spoken.value}
      </div>
      <div class="notices">
        {slow.value && !asking.value && (
          <div class="notice" role="status">
            <span>Waiting for the server …</span>
            <button type="button" class="small" title="Give it up (Esc)" onClick={giveUp}>
              Cancel
            </button>
          </div>
        )}
        {notices.value.map((notice) => (
          <div class="notice" data-error={notice.error} role={notice.error ? 'alert' : 'status'} key={notice.id}>
            <span>{notice.text}</span>
            {notice.offer && (
              <button
                type="button"
                class="small"
                onClick={() => {
                  dismiss(notice.id);
                  notice.offer?.run();
                }}
              >
                {notice.offer.label}
              </button>
            )}
            <button type="button" class="bare" aria-label="Dismiss" onClick={() => dismiss(notice.id)}>
              <Mark name="close" />
            </button>
          </div>
        ))}
      </div>
    </>
  );
}

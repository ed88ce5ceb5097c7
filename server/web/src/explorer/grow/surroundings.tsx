/** Opens what lies around something, so many steps away, and tells how much of it was left out. */
import { useSignal } from '@preact/signals';
import { around } from '../api/graph';
import type { Id } from '../model';
import { bring, passing } from '../state/acts';
import { attempt } from '../state/notices';
import { state } from '../state/store';
import { number } from '../words';

const depths = [1, 2, 3] as const;
const limits = [25, 50, 100, 250, 1000] as const;

export function Surroundings({ id }: { id: Id }) {
  const depth = useSignal(2);
  const limit = useSignal(50);
  const told = useSignal<{ readonly words: string; readonly omitted: number } | null>(null);
  const open = () =>
    attempt('surroundings', async (signal) => {
      const found = await around({ ids: [id], depth: depth.value, where: passing(), limit: limit.value, folded: state.value.scene.folded }, { signal });
      await bring(found.nodes.map((node) => node.id));
      told.value = {
        omitted: found.omitted,
        words:
          found.omitted > 0
            ? `The ${found.nodes.length - 1} best connected are in the picture; ${found.omitted.toLocaleString('en')} were left out.`
            : `All ${number(found.nodes.length - 1, 'thing')} within ${number(depth.value, 'step')} are in the picture.`,
      };
    });
  return (
    <details class="surroundings">
      <summary>Open its surroundings</summary>
      <label class="field">
        <span>Steps away</span>
        <select value={depth.value} onChange={(event) => (depth.value = Number(event.currentTarget.value))}>
          {depths.map((steps) => (
            <option key={steps}>{steps}</option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>At most</span>
        <select value={limit.value} onChange={(event) => (limit.value = Number(event.currentTarget.value))}>
          {limits.map((most) => (
            <option key={most} value={most}>
              {most.toLocaleString('en')} things
            </option>
          ))}
        </select>
      </label>
      <p class="buttons">
        <button type="button" onClick={() => void open()}>
          Open
        </button>
        {told.value && told.value.omitted > 0 && limit.value < 1000 && (
          <button
            type="button"
            onClick={() => {
              limit.value = limits.find((more) => more > limit.value) ?? limit.value;
              void open();
            }}
          >
            Open more
          </button>
        )}
      </p>
      <p class="quiet" role="status">
        {told.value?.words}
      </p>
    </details>
  );
}

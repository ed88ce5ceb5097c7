/** Short messages to the reader, and whether an answer is waited for. */
import { computed, signal } from '@preact/signals';
import { AskError } from '../api/client';
import { forgetToken } from '../api/token';

export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly error: boolean;
  /** What the reader can do about it. */
  readonly offer?: { readonly label: string; readonly run: () => void };
}

/** The messages on the page, the newest last. */
export const notices = signal<readonly Notice[]>([]);

/** What is told to screen readers as it changes. */
export const spoken = signal('');

const waiting = signal(0);
export const busy = computed(() => waiting.value > 0);

let last = 0;

/** Shows a message; one that is no error goes by itself. */
export function tell(text: string, { error = false, offer: offered }: { error?: boolean; offer?: Notice['offer'] } = {}): void {
  // What failed in the same way is tried again together.
  const before = notices.value.find((other) => other.text === text)?.offer;
  const offer = offered && before ? { ...offered, run: () => [before, offered].forEach(({ run }) => run()) } : offered;
  const notice: Notice = { id: ++last, text, error, ...(offer ? { offer } : {}) };
  notices.value = [...notices.value.filter((other) => other.text !== text), notice].slice(-3);
  if (!error) setTimeout(() => dismiss(notice.id), offer ? 10_000 : 6_000);
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}

const running = new Map<string, AbortController>();

/**
 * Does something that asks the server. Of one task only the last is under way: another gives the one before up. A
 * failure is told, with the offer to try again.
 */
export async function attempt(task: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  running.get(task)?.abort();
  const controller = new AbortController();
  running.set(task, controller);
  waiting.value++;
  try {
    await work(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) return;
    const sentence = error instanceof AskError ? error.message : `Something went wrong on this page: ${String(error)}`;
    const forbidden = error instanceof AskError && error.code === 'FORBIDDEN';
    const run = () => {
      if (forbidden) forgetToken();
      void attempt(task, work);
    };
    tell(sentence, { error: true, offer: { label: forbidden ? 'Use another token' : 'Try again', run } });
  } finally {
    waiting.value--;
    if (running.get(task) === controller) running.delete(task);
  }
}

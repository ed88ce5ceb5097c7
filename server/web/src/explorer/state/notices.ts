/** Short messages to the reader, whether an answer is waited for, and how the wait is given up. */
import { computed, signal } from '@preact/signals';
import { AskError } from '../api/client';
import { forgetToken } from '../api/token';
import { cut } from '../words';

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

/** How long an answer is waited for before the reader is told, in milliseconds. */
const patience = 1_500;

const late = signal(0);
/** Whether an answer takes so long that the reader may want to give it up. */
export const slow = computed(() => late.value > 0);

let last = 0;

/** Takes away what was told of a scene that is left; what went wrong stays. */
export function leave(): void {
  notices.value = notices.value.filter(({ error }) => error);
}

/** Shows a message; one that is no error goes by itself. */
export function tell(text: string, { error = false, offer: offered }: { error?: boolean; offer?: Notice['offer'] } = {}): void {
  // What failed in the same way is tried again together.
  const before = notices.value.find((other) => other.text === text)?.offer;
  const offer = offered && before ? { ...offered, run: () => [before, offered].forEach(({ run }) => run()) } : offered;
  const notice: Notice = { id: ++last, text, error, ...(offer ? { offer } : {}) };
  notices.value = [...notices.value.filter((other) => other.text !== text), notice].slice(-3);
  if (!error) setTimeout(() => dismiss(notice.id), offer ? 10_000 : 6_000);
}

/** How many parts of an address that are not understood are told. */
const mostWrong = 5;

/** Says which parts of an address are not understood, if there are any. */
export function tellWrong(wrong: readonly string[]): void {
  if (wrong.length === 0) return;
  const told = wrong.slice(0, mostWrong).map((part) => `“${cut(part, 40)}”`);
  const more = wrong.length > mostWrong ? ` and ${(wrong.length - mostWrong).toLocaleString('en')} more` : '';
  tell(`What this address says here is not understood, and left out: ${told.join(', ')}${more}.`, { error: true });
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}

/** A task that is under way, and how it is begun again. */
interface Running {
  readonly controller: AbortController;
  readonly work: (signal: AbortSignal) => Promise<void>;
}

const running = new Map<string, Running>();

/** Gives up all that is waited for, with the offer to ask again. */
export function giveUp(): void {
  const given = [...running];
  if (given.length === 0) return;
  given.forEach(([, { controller }]) => controller.abort());
  tell('The wait was given up.', { offer: { label: 'Ask again', run: () => given.forEach(([task, { work }]) => void attempt(task, work)) } });
}

/**
 * Does something that asks the server. Of one task only the last is under way: another gives the one before up. A
 * failure is told, with the offer to try again.
 */
export async function attempt(task: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  running.get(task)?.controller.abort();
  const controller = new AbortController();
  running.set(task, { controller, work });
  waiting.value++;
  let counted = false;
  const timer = setTimeout(() => {
    counted = true;
    late.value++;
  }, patience);
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
    clearTimeout(timer);
    if (counted) late.value--;
    waiting.value--;
    if (running.get(task)?.controller === controller) running.delete(task);
  }
}

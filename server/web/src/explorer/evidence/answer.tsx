/** Part of the panel that waits for an answer: says that it does, what went wrong with a way to try again, or shows it. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { AskError } from '../api/client';
import { Failed } from '../app/failed';

interface Props<T> {
  /** What is asked about: another asks again. */
  of: string;
  ask: (signal: AbortSignal) => Promise<T>;
  /** What is said while the answer is waited for. */
  waiting: string;
  /** What a screen reader is told when the answer is there. */
  told?: (value: T) => string;
  children: (value: T) => ComponentChildren;
}

type State<T> = { readonly value: T } | { readonly failed: string } | null;

export function Answer<T>({ of, ask, waiting, told, children }: Props<T>) {
  const found = useSignal<State<T>>(null);
  const tries = useSignal(0);
  useEffect(() => {
    const controller = new AbortController();
    found.value = null;
    ask(controller.signal).then(
      (value) => (found.value = controller.signal.aborted ? found.value : { value }),
      (error: unknown) => {
        if (!controller.signal.aborted) found.value = { failed: sentence(error) };
      },
    );
    return () => controller.abort();
  }, [of, tries.value]);
  const state = found.value;
  if (state === null) return <p class="quiet" role="status">{waiting}</p>;
  if ('failed' in state) return <Failed words={state.failed} again={() => tries.value++} />;
  return (
    <>
      {told && (
        <p class="visually-hidden" role="status">
          {told(state.value)}
        </p>
      )}
      {children(state.value)}
    </>
  );
}

/** An error as a sentence for the reader. */
export function sentence(error: unknown): string {
  return error instanceof AskError ? error.message : `Something went wrong on this page: ${String(error)}`;
}

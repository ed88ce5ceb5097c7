/** Asks this server, and nobody else. */
import type { TypedDocumentString } from '../gen/graphql';
import { note } from './asked';
import { needsToken, refused, token } from './token';

/** Why there is no answer, as a sentence for the reader. */
export class AskError extends Error {
  constructor(
    sentence: string,
    /** The code of the API, or OFFLINE where no answer came at all. */
    readonly code: string,
    /** Whether the same question may be answered later. */
    readonly again: boolean,
  ) {
    super(sentence);
    this.name = 'AskError';
  }
}

/** Codes under which it is worth asking again. */
const passing = new Set(['OFFLINE', 'UNAVAILABLE', 'OVERLOADED', 'RATE_LIMITED', 'TIMEOUT']);

/** How long to wait before each further try, in milliseconds. */
const waits = [300, 1200];

export interface Asking {
  /** Gives the question up. */
  readonly signal?: AbortSignal;
}

/**
 * The answer to a question, all of it: a part that is missing is an error. What may pass is tried again, twice; where the
 * server wants to know who asks, the reader is asked for a token. It throws an AskError, or what the signal was aborted with.
 */
export async function ask<Answer, Variables>(
  document: TypedDocumentString<Answer, Variables>,
  variables: Variables,
  { signal }: Asking = {},
): Promise<Answer> {
  note(document.toString(), variables);
  for (const wait of [...waits, null]) {
    try {
      return await known(document, variables, signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof AskError) || !error.again || wait === null) throw error;
      await pause(wait, signal);
    }
  }
  throw new Error('unreachable');
}

/** Asks until the server knows who asks, or the reader gives no token. */
async function known<Answer, Variables>(document: TypedDocumentString<Answer, Variables>, variables: Variables, signal?: AbortSignal): Promise<Answer> {
  for (;;) {
    const used = token();
    try {
      if (needsToken()) throw new AskError('A token is needed.', 'UNAUTHENTICATED', false);
      return await once(document, variables, signal);
    } catch (error) {
      if (!(error instanceof AskError) || error.code !== 'UNAUTHENTICATED') throw error;
      if (!(await refused(used, error.message))) throw new AskError('This server answers only who brings a token.', error.code, false);
      signal?.throwIfAborted();
    }
  }
}

async function once<Answer, Variables>(document: TypedDocumentString<Answer, Variables>, variables: Variables, signal?: AbortSignal): Promise<Answer> {
  let response: Response;
  let text: string;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json, application/json',
        'content-type': 'application/json',
        ...(token() === null ? {} : { authorization: `Bearer ${token()}` }),
      },
      body: JSON.stringify({ query: document.toString(), variables }),
      signal: signal ?? null,
    });
    text = await response.text();
  } catch {
    throw new AskError('The server cannot be reached. See that Parley still runs, then try again.', 'OFFLINE', true);
  }
  const answer = parsed(text);
  const [error] = answer?.errors ?? [];
  if (error) {
    const code = error.extensions?.code ?? 'UNKNOWN';
    const said = sentence(error.message);
    throw new AskError(code === 'FORBIDDEN' ? `The server does not let you see this. ${said}` : said, code, passing.has(code));
  }
  if (!answer?.data) {
    throw new AskError(`The server gave no answer that can be read (status ${response.status}).`, 'UNKNOWN', response.status >= 500);
  }
  return answer.data as Answer;
}

interface Answered {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

function parsed(text: string): Answered | null {
  try {
    return JSON.parse(text) as Answered;
  } catch {
    return null;
  }
}

/** Makes an error of the API a sentence: with a capital letter, and without the path before it. */
function sentence(message: string): string {
  const said = message.replace(/^[a-z]\w*(, [a-z]\w*)*: /, '');
  const begun = said.charAt(0).toUpperCase() + said.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}

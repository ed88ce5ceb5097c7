import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ExistingDocument } from '../gen/graphql';
import { ask } from './client';
import { asked as noted } from './asked';
import { forgetToken, setDoor, wantToken } from './token';

const answers: (() => Response | Promise<Response>)[] = [];
const asked: RequestInit[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('fetch', async (_url: string, request: RequestInit) => {
    asked.push(request);
    request.signal?.throwIfAborted();
    const answer = answers.shift();
    if (!answer) throw new TypeError('no network');
    return answer();
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  answers.length = 0;
  asked.length = 0;
});

const json = (body: unknown, status = 200) => () => new Response(JSON.stringify(body), { status });
const failing = (code: string, message = 'it is so') => json({ errors: [{ message, extensions: { code } }], data: null });

/** Asks, and lets the pauses between the tries pass. */
async function asking() {
  const answer = ask(ExistingDocument, { ids: ['a'] }).then(
    (value) => value,
    (error: unknown) => error,
  );
  await vi.advanceTimersByTimeAsync(10_000);
  return answer;
}

test('the question and its variables are sent, and the data comes back', async () => {
  answers.push(json({ data: { nodes: [{ id: 'a' }] } }));
  expect(await asking()).toEqual({ nodes: [{ id: 'a' }] });
  const body = JSON.parse(String(asked[0]?.body)) as { query: string; variables: unknown };
  expect(body.query).toContain('query Existing');
  expect(body.variables).toEqual({ ids: ['a'] });
});

test('an error is a sentence without its path, and is not asked again', async () => {
  answers.push(failing('BAD_USER_INPUT', 'subgraph, around: there is nothing of the id "x"'));
  expect(await asking()).toMatchObject({ message: 'There is nothing of the id "x".', code: 'BAD_USER_INPUT', again: false });
  expect(asked).toHaveLength(1);
});

test('an error beside data is an error still', async () => {
  answers.push(json({ errors: [{ message: 'no', extensions: { code: 'INTERNAL' } }], data: { nodes: [] } }));
  expect(await asking()).toMatchObject({ code: 'INTERNAL' });
});

test('what passes is asked again', async () => {
  answers.push(failing('UNAVAILABLE'), failing('OVERLOADED'), json({ data: { nodes: [] } }));
  expect(await asking()).toEqual({ nodes: [] });
  expect(asked).toHaveLength(3);
});

test('after three tries without an answer it is told', async () => {
  expect(await asking()).toMatchObject({ code: 'OFFLINE', again: true });
  expect(asked).toHaveLength(3);
});

test('what is no JSON is told by its status', async () => {
  answers.push(() => new Response('<h1>Proxy</h1>', { status: 404 }));
  expect(await asking()).toMatchObject({ message: expect.stringContaining('404') as string, again: false });
});

test('a question that is given up is not asked again', async () => {
  const controller = new AbortController();
  answers.push(failing('UNAVAILABLE'));
  const answer = ask(ExistingDocument, { ids: ['a'] }, { signal: controller.signal }).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(1);
  controller.abort(new Error('given up'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await answer).toMatchObject({ message: 'given up' });
  expect(asked).toHaveLength(1);
});

test('a server that wants a token has the reader asked once, and the questions asked again with it', async () => {
  const doors: (string | null)[] = [];
  setDoor(async (why) => {
    doors.push(why);
    return doors.length === 1 ? 'wrong' : 'right';
  });
  const header = () => new Headers(asked.at(-1)?.headers).get('authorization');
  const guarded = () => (header() === 'Bearer right' ? json({ data: { nodes: [] } })() : failing('UNAUTHENTICATED', 'nobody has this token')());
  answers.push(...Array.from({ length: 6 }, () => guarded));
  expect(await Promise.all([asking(), asking()])).toEqual([{ nodes: [] }, { nodes: [] }]);
  expect(doors).toEqual([null, 'Nobody has this token.']);
  forgetToken();
  setDoor(async () => null);
  answers.length = 0;
  answers.push(failing('UNAUTHENTICATED'));
  expect(await asking()).toMatchObject({ code: 'UNAUTHENTICATED', message: 'This server answers only who brings a token.' });
  setDoor(null);
});

test('what is kept for others is told as a sentence', async () => {
  answers.push(failing('FORBIDDEN', 'this needs the role admin, which you do not have'));
  expect(await asking()).toMatchObject({ message: 'The server does not let you see this. This needs the role admin, which you do not have.' });
});

test('what was asked is noted, the newest first', async () => {
  answers.push(json({ data: { nodes: [] } }));
  await asking();
  expect(noted()[0]).toMatchObject({ name: 'Existing', variables: { ids: ['a'] } });
});

test('where a token is known to be wanted, nothing is asked without one', async () => {
  forgetToken();
  wantToken();
  setDoor(async () => null);
  expect(await asking()).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(asked).toHaveLength(0);
  setDoor(async () => 'right');
  answers.push(json({ data: { nodes: [] } }));
  expect(await asking()).toEqual({ nodes: [] });
  expect(new Headers(asked[0]?.headers).get('authorization')).toBe('Bearer right');
  setDoor(null);
});

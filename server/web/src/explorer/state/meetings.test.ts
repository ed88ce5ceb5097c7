import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { edge, node } from '../testthings';
import { onDay } from '../timeline/testspans';
import { followMeetings } from './meetings';
import { dispatch, learn, shown } from './store';

const met = { first: onDay('2021-08-01'), last: onDay('2021-08-30') };
const window = { from: Date.parse('2021-08-15T00:00:00Z'), to: Date.parse('2021-08-15T23:59:59Z'), mode: 'certain' } as const;
const asked: { around: string[]; when: object }[] = [];
let answer: { edges: { id: string }[]; truncated: boolean };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('fetch', async (_url: string, request: RequestInit) => {
    asked.push((JSON.parse(String(request.body)) as { variables: (typeof asked)[number] }).variables);
    return new Response(JSON.stringify({ data: { subgraph: answer } }));
  });
  learn({
    nodes: ['ann', 'bob', 'cy', 'dee'].map((id) => node(id)),
    edges: [
      edge('ann', 'MET', 'bob', { id: 'often', count: 9, met }),
      edge('ann', 'MET', 'cy', { id: 'seldom', count: 3, met }),
      edge('bob', 'MET', 'dee', { id: 'twice', count: 2, met }),
    ],
  });
  dispatch({ type: 'start', ids: ['ann', 'bob', 'cy', 'dee'], folded: false });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  asked.length = 0;
});

const ways = () => shown.value.edges.map(({ id }) => id);

test('the server is asked once, when the window rests, about those of whom first and last do not tell', async () => {
  answer = { edges: [{ id: 'often' }], truncated: false };
  const stop = followMeetings();
  dispatch({ type: 'window', window: { ...window, from: window.from - 1000 } });
  await vi.advanceTimersByTimeAsync(100);
  dispatch({ type: 'window', window });
  expect(ways()).toEqual([]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(asked).toMatchObject([{ around: ['ann', 'bob', 'cy'], when: { within: '2021-08-15T00:00:00Z/2021-08-15T23:59:59Z', match: 'CERTAIN' } }]);
  expect(ways()).toEqual(['often']);
  stop();
});

test('what the server did not come to stays as it is, and is not asked for again and again', async () => {
  answer = { edges: [], truncated: true };
  const stop = followMeetings();
  dispatch({ type: 'window', window: { ...window, mode: 'possible' } });
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked.length).toBe(1);
  expect(ways()).toEqual(['often', 'seldom']);
  stop();
});

test('a window goes on resting while something else is selected', async () => {
  answer = { edges: [], truncated: false };
  const stop = followMeetings();
  dispatch({ type: 'window', window: { ...window, from: window.from - 2000 } });
  await vi.advanceTimersByTimeAsync(200);
  dispatch({ type: 'select', ids: ['ann'] });
  await vi.advanceTimersByTimeAsync(150);
  expect(asked.length).toBe(1);
  stop();
});

// Asks /graphql of a running Parley by the reference clients of two protocols: graphql-ws (a WebSocket of the subprotocol
// graphql-transport-ws) and graphql-sse (distinct connections). The schema has no subscription, so queries are asked, and
// a subscription is refused as each protocol says.
//
//   PARLEY_URL=http://127.0.0.1:8080 npm test
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { createClient as createStream } from 'graphql-sse';
import { createClient as createSocket } from 'graphql-ws';
import WebSocket from 'ws';

const { PARLEY_URL } = process.env;
assert.ok(PARLEY_URL, 'PARLEY_URL is not set: start Parley and give its address, such as http://127.0.0.1:8080');
const url = new URL('/graphql', PARLEY_URL).href;
const socketURL = url.replace(/^http/, 'ws');

const query = 'query Q($n: Int) { agents(first: $n) { nodes { __typename id name } } }';
const clients = {
  'graphql-ws': () => createSocket({ url: socketURL, webSocketImpl: WebSocket, retryAttempts: 0, lazy: true, keepAlive: 50 }),
  'graphql-sse': () => createStream({ url, retryAttempts: 0 }),
};

/** All that comes of an operation. */
async function all(client, payload) {
  const results = [];
  for await (const result of client.iterate(payload)) results.push(result);
  return results;
}

/** The codes of the errors of an operation that is refused, however the client tells it. */
async function refused(client, payload) {
  try {
    return (await all(client, payload)).flatMap((result) => result.errors ?? []).map((error) => error.extensions.code);
  } catch (errors) {
    assert.ok(Array.isArray(errors), String(errors));
    return errors.map((error) => error.extensions.code);
  }
}

for (const [name, connect] of Object.entries(clients)) {
  test(`${name} asks queries, many at once`, async () => {
    const client = connect();
    const asked = await Promise.all(Array.from({ length: 10 }, (_, i) => all(client, { query, variables: { n: i + 1 } })));
    asked.forEach((results, i) => {
      assert.equal(results.length, 1);
      assert.equal(results[0].errors, undefined);
      assert.equal(results[0].data.agents.nodes.length, i + 1);
    });
    await client.dispose();
  });

  test(`${name} is told of errors with data`, async () => {
    const client = connect();
    const [{ data, errors }] = await all(client, { query, variables: { n: 501 } });
    assert.equal(errors[0].extensions.code, 'BAD_USER_INPUT');
    assert.ok(data === null || data.agents === null);
    await client.dispose();
  });

  test(`${name} is refused what is wrong, too dear, too large, or a subscription`, async () => {
    const client = connect();
    const codes = {
      '{ no }': 'GRAPHQL_VALIDATION_FAILED',
      '{': 'GRAPHQL_PARSE_FAILED',
      'subscription { agents { totalCount } }': 'GRAPHQL_VALIDATION_FAILED',
      '{ people(first: 500) { nodes { events(first: 500) { nodes { id } } } } }': 'TOO_EXPENSIVE',
      [`{ people { nodes { ${Array.from({ length: 601 }, (_, i) => `a${i}: id`).join(' ')} } } }`]: 'TOO_COMPLEX',
    };
    for (const [wrong, code] of Object.entries(codes)) assert.deepEqual(await refused(client, { query: wrong }), [code], wrong);
    assert.equal((await all(client, { query, variables: { n: 1 } })).length, 1); // The connection is as good as before.
    await client.dispose();
  });

  test(`${name} names a document by its hash`, async () => {
    const client = connect();
    const text = `# by ${name}\n${query}`;
    const persistedQuery = { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') };
    const named = { query: '', variables: { n: 1 }, extensions: { persistedQuery } };
    assert.deepEqual(await refused(client, named), ['PERSISTED_QUERY_NOT_FOUND']);
    assert.equal((await all(client, { ...named, query: text }))[0].data.agents.nodes.length, 1);
    assert.equal((await all(client, named))[0].data.agents.nodes.length, 1);
    await client.dispose();
  });
}

/** How a socket is closed after these messages. */
function closed(messages, protocol = 'graphql-transport-ws', options = {}) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(socketURL, protocol, options);
    socket.on('open', () => messages.forEach((message) => socket.send(JSON.stringify(message))));
    socket.on('close', resolve);
    socket.on('error', reject);
  });
}

test('sockets are closed with the codes of the protocol', async () => {
  const init = { type: 'connection_init' };
  assert.equal(await closed([init, init]), 4429);
  assert.equal(await closed([{ type: 'subscribe', id: 'a', payload: { query } }]), 4401);
  assert.equal(await closed([{ type: 'start' }]), 4400);
  assert.equal(await closed([], []), 4406);
});

test('a page of another site cannot open a socket', async () => {
  await assert.rejects(closed([], 'graphql-transport-ws', { origin: 'https://evil.example' }), /403/);
});

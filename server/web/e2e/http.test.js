// Holds /graphql of a running Parley to the audits of graphql-http, all of them: those of what a server MUST do, and of
// what it SHOULD and MAY do as well. And to three promises of its own about GET, which need a real client.
//
//   PARLEY_URL=http://127.0.0.1:8080 npm test
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverAudits } from 'graphql-http';

const { PARLEY_URL } = process.env;
assert.ok(PARLEY_URL, 'PARLEY_URL is not set: start Parley and give its address, such as http://127.0.0.1:8080');
const url = new URL('/graphql', PARLEY_URL).href;
const audits = serverAudits({ url });

test('there are as many audits as ever', () => assert.equal(audits.length, 61));

for (const { id, name, fn } of audits) {
  test(`${id} ${name}`, async () => {
    const { status, reason } = await fn();
    assert.equal(status, 'ok', reason);
  });
}

const list = `${url}?query=${encodeURIComponent('{ agents(first: 100) { nodes { __typename id name } } }')}`;

for (const coding of ['gzip', 'zstd', 'identity']) {
  test(`an answer in ${coding} is not sent twice`, async () => {
    const headers = { 'accept-encoding': coding };
    const first = await fetch(list, { headers });
    assert.equal(first.status, 200);
    assert.equal(first.headers.get('content-encoding'), coding === 'identity' ? null : coding);
    if (coding !== 'zstd') { // Not every Node unpacks it.
      const { data } = await first.json();
      assert.ok(data.agents.nodes.length > 10);
    } else {
      await first.arrayBuffer();
    }
    const second = await fetch(list, { headers: { ...headers, 'if-none-match': first.headers.get('etag') } });
    assert.equal(second.status, 304);
    assert.equal(await second.text(), '');
  });
}

// Writes the types of the explorer's questions and builds the pages again, and fails if what is committed differs from it:
// `npm run check`. Contents are compared and not their gzip, which another version of Node may pack otherwise.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The generated and built files by name, unpacked. */
function built() {
  return new Map([
    ['THIRD-PARTY.txt', readFileSync('THIRD-PARTY.txt')],
    ...files('src/explorer/gen').map((name) => [name, readFileSync(name)]),
    ...files('dist').map((name) => [name, gunzipSync(readFileSync(name))]),
  ]);
}

function files(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => path.join(entry.parentPath, entry.name));
}

function run(script, ...args) {
  execFileSync(process.execPath, [`node_modules/${script}`, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}

const committed = built();
run('@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.js');
run('vite/bin/vite.js', 'build');
const fresh = built();
const names = new Set([...committed.keys(), ...fresh.keys()]);
const differing = [...names].filter((name) => !(committed.has(name) && fresh.get(name)?.equals(committed.get(name))));
if (differing.length > 0) {
  console.error(`What is generated and built is not what its sources make; it is now, commit it:\n${differing.sort().join('\n')}`);
  process.exit(1);
}

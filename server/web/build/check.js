// Builds the pages again and fails if what is committed differs from it: `npm run check`. Contents are compared and not
// their gzip, which another version of Node may pack otherwise.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The built files by name, unpacked. */
function built() {
  const files = readdirSync('dist', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map((entry) => path.join(entry.parentPath, entry.name));
  return new Map([
    ['THIRD-PARTY.txt', readFileSync('THIRD-PARTY.txt')],
    ...names.map((name) => [name, gunzipSync(readFileSync(name))]),
  ]);
}

const committed = built();
execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
const fresh = built();
const names = new Set([...committed.keys(), ...fresh.keys()]);
const differing = [...names].filter((name) => !(committed.has(name) && fresh.get(name)?.equals(committed.get(name))));
if (differing.length > 0) {
  console.error(`The built pages are not those of their sources; they are built now, commit them:\n${differing.sort().join('\n')}`);
  process.exit(1);
}

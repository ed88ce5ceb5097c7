import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const heading = `The pages of Parley contain code of the packages below, under these licences.
Two of them carry fonts: @graphiql/react has Fira Code (SIL Open Font License 1.1, The Fira Code Project Authors), and
monaco-editor has Codicons (Creative Commons Attribution 4.0, Microsoft). The build writes this file.
`;

/**
 * Keeps the packages that modules of the bundles (pages and workers) come from, and writes their names, versions and
 * licence texts to a file. A package without a licence text gets the name of its licence.
 */
export function licences(file) {
  const folders = new Set();
  return {
    collect: () => ({
      name: 'parley-licences-collect',
      generateBundle() {
        for (const id of this.getModuleIds()) {
          const folder = packageFolder(id);
          if (folder) folders.add(folder);
        }
      },
    }),
    write: () => ({
      name: 'parley-licences-write',
      apply: 'build',
      closeBundle: () => writeFileSync(file, render(folders)),
    }),
  };
}

/** The folder of the installed package that a module belongs to, or undefined if it is our own. */
function packageFolder(id) {
  const found = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/?]+)/.exec(id);
  return found?.[1];
}

/** One section a licence text, which names all packages under it; sections and packages in the order of names. */
function render(folders) {
  const sections = new Map();
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const text = texts(folder) || `Licence: ${license}`;
    if (!sections.has(text)) sections.set(text, new Set());
    sections.get(text).add(`${name} ${version}`);
  }
  const rule = `\n${'-'.repeat(80)}\n`;
  return [...sections]
    .map(([text, names]) => `${rule}${[...names].sort().join('\n')}\n\n${text}\n`)
    .sort()
    .reduce((all, section) => all + section, heading);
}

function texts(folder) {
  return readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice|thirdpartynotices)/i.test(name))
    .sort()
    .map((name) => readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
    .join('\n\n');
}

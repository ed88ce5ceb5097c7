import { defineConfig } from 'vite';
import { licences } from './build/licences.js';
import { pack } from './build/pack.js';

const thirdParty = licences('THIRD-PARTY.txt');

// What the explorer is made of, and GraphiQL is not.
const explorer = '(?:preact|@preact|sigma|graphology[^/]*|d3-[^/]*|internmap|topojson-[^/]*|events|pandemonium|mnemonist|obliterator)';

// The pages of Parley, as the Go package beside this file embeds them: dist/*.html.gz and dist/assets/*.gz.
export default defineConfig({
  appType: 'mpa',
  build: {
    rolldownOptions: {
      input: { index: 'index.html', graphiql: 'graphiql.html' },
      // Packages stand apart from our own code, so that a change of ours leaves the names of their files as they are; and
      // those of each page from those of the other, what loads more of either later standing alone. The map of the world is
      // loaded when it is looked at.
      output: {
        codeSplitting: {
          groups: [
            { name: 'preload', test: /vite\/preload-helper/, priority: 1 },
            { name: 'explorer-packages', test: new RegExp(`node_modules/${explorer}/`) },
            { name: 'packages', test: new RegExp(`node_modules/(?!monaco-editor|monaco-graphql|prettier|world-atlas|${explorer}/)`) },
          ],
        },
      },
      checks: { moduleLevelDirective: false },
    },
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 5000,
  },
  worker: { format: 'es', plugins: () => [thirdParty.collect()] },
  // `npx vite` serves the sources; what they ask goes to a Parley that runs already.
  server: { proxy: Object.fromEntries(['/graphql', '/explorer.json'].map((path) => [path, process.env.PARLEY_URL ?? 'http://127.0.0.1:8080'])) },
  test: { include: ['src/explorer/**/*.test.ts'], environment: 'node' },
  plugins: [thirdParty.collect(), thirdParty.write(), pack()],
});

import { defineConfig } from 'vite';
import { licences } from './build/licences.js';
import { pack } from './build/pack.js';

const thirdParty = licences('THIRD-PARTY.txt');

// The pages of Parley, as the Go package beside this file embeds them: dist/*.html.gz and dist/assets/*.gz.
export default defineConfig({
  appType: 'mpa',
  build: {
    rolldownOptions: {
      input: { graphiql: 'graphiql.html' },
      // Packages stand apart from our own code, so that a change of ours leaves the names of their files as they are.
      output: { codeSplitting: { groups: [{ name: 'packages', test: /node_modules\/(?!monaco-editor|monaco-graphql|prettier)/ }] } },
      checks: { moduleLevelDirective: false },
    },
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 5000,
  },
  worker: { format: 'es', plugins: () => [thirdParty.collect()] },
  plugins: [thirdParty.collect(), thirdParty.write(), pack()],
});

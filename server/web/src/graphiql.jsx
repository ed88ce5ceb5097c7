import './monaco.js';
import './graphiql.css';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { asked } from './asked.js';
import { fetcher } from './fetcher.js';
import { storage } from './storage.js';
import welcome from './welcome.graphql?raw';

// The library of questions: each is a tab, ready to be asked.
const library = import.meta.glob('../../../graph/testdata/questions/*.graphql', { query: '?raw', import: 'default', eager: true });
const tabs = [welcome, ...Object.keys(library).sort().map((name) => library[name])].map((query) => ({ query }));

// A question of the address comes first. It is a tab from then on, so that it is not opened again with the page.
const question = asked(location);
if (question) history.replaceState(null, '', location.pathname);

createRoot(document.getElementById('graphiql')).render(
  <GraphiQL
    fetcher={fetcher}
    defaultTabs={question ? [question, ...tabs] : tabs}
    initialQuery={question?.query}
    initialVariables={question?.variables}
    plugins={[HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })]}
    storage={storage}
    shouldPersistHeaders={false}
  >
    <GraphiQL.Logo>Parley</GraphiQL.Logo>
  </GraphiQL>,
);

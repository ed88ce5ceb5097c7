import './monaco.js';
import './graphiql.css';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { fetcher } from './fetcher.js';
import welcome from './welcome.graphql?raw';

createRoot(document.getElementById('graphiql')).render(
  <GraphiQL fetcher={fetcher} defaultQuery={welcome} plugins={[HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })]}>
    <GraphiQL.Logo>Parley</GraphiQL.Logo>
  </GraphiQL>,
);

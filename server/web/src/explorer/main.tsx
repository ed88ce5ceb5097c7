/** The explorer begins here. */
import { render } from 'preact';
import { wantToken } from './api/token';
import { welcome } from './api/welcome';
import { App } from './app/app';
import { findQuestions } from './app/start';
import './app/theme.css';
import './app/page.css';
import { drawnBy, softwareMost } from './app/ui';
import { learnDomain, limitScene } from './state/acts';
import { followAddress } from './state/address';
import { attempt } from './state/notices';

const root = document.getElementById('explorer');
if (root) {
  if (drawnBy === 'software') limitScene(softwareMost);
  render(<App />, root);
  void ask();
}

/** Asks what a page begins with, with a token where one is wanted. */
async function ask(): Promise<void> {
  if ((await welcome()).token) wantToken();
  void followAddress();
  void findQuestions();
  void attempt('domain', learnDomain);
}

import { render } from 'preact';

const root = document.getElementById('explorer');
if (root) render(<main>Parley</main>, root);

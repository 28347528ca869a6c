import './fragment-secret';
import './style-nonce';
import './global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { wordsAreHere } from './i18n';
import { meQuery } from './me';
import { pages } from './pages';
import { queryClient } from './query-client';
import { sessionHint } from './session';

// Who it is and the page's own chunk load side by side.
const here = pages.find((page) => page.path === window.location.pathname);
if (here?.access !== 'public' && sessionHint() !== 'none') void queryClient.prefetchQuery(meQuery);

await wordsAreHere;

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

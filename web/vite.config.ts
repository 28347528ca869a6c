import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compress } from './compress';
import { pageTable } from './page-table';

export default defineConfig({
  plugins: [react(), pageTable(), compress()],
  // The server puts a new one in its place for every page (src/serve-web.ts).
  html: { cspNonce: 'MUSTER_NONCE' },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': 'http://127.0.0.1:3000' },
  },
  build: {
    // Inlined files would be data: addresses, which the content security policy does not allow for scripts and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What the server (src/page-head.ts) and the size budget's test (test/web/) read.
    manifest: true,
    target: 'es2023',
    // The size budget's test bounds what matters.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // By itself the bundler makes a chunk of whatever any two pages share: a hundred requests for a page, each packed
          // alone. What always comes together is one file here, and what the libraries are made of another, which most
          // releases leave as it is.
          groups: [
            { name: 'libraries', tags: ['$initial'], test: /\/node_modules\//, priority: 3 },
            { name: 'main', tags: ['$initial'], test: /\/src\/(?!app\/main\.tsx$)/, priority: 2 },
            { name: 'frame', test: /\/app\/frame\/app-frame\.tsx$/, priority: 1 },
            {
              name: 'list',
              test: /\/components\/(cut|data-table|filter-bar|list-empty|page-header|status-dot|time-ago|use-list)\.tsx?$/,
            },
          ],
        },
      },
    },
  },
});

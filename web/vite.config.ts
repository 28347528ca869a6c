import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compress } from './compress';

export default defineConfig({
  plugins: [react(), compress()],
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
    // What the size budget's test reads (test/web/).
    manifest: true,
    target: 'es2023',
  },
});

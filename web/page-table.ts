import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const ROW = /path: '([^']+)',.+?frame: '(\w+)',.+?import\('\.\.\/([^']+)'\)/gs;

/**
 * Writes `.vite/pages.json`: of each row of the page table (src/app/pages.ts) its path, its frame, and the module of its
 * page as the manifest names it. With both the server knows which files a page will ask for.
 */
export function pageTable(): Plugin {
  return {
    name: 'muster-page-table',
    apply: 'build',
    generateBundle: async function () {
      const table = await readFile('src/app/pages.ts', 'utf8');
      const rows = [...table.matchAll(ROW)].map(([, path, frame, module]) => ({
        path,
        frame,
        module: `src/${module}.tsx`,
      }));
      this.emitFile({ type: 'asset', fileName: '.vite/pages.json', source: JSON.stringify(rows) });
    },
  };
}

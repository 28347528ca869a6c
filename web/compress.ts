import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Writes `.br` and `.gz` beside every text of the build, once and at the highest level: the server sends them as they are. */
export function compress(): Plugin {
  let folder = '';
  return {
    name: 'muster-compress',
    apply: 'build',
    configResolved: (config) => {
      folder = config.build.outDir;
    },
    closeBundle: async () => {
      const files = await readdir(folder, { recursive: true });
      await Promise.all(
        files
          .filter((file) => /\.(js|css|svg|webmanifest)$/.test(file))
          .map(async (file) => {
            const path = join(folder, file);
            const content = await readFile(path);
            // Below this, a packed file is no smaller on the wire.
            if (content.length < 1024) return;
            const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
            await writeFile(`${path}.br`, await brotli(content, { params }));
            await writeFile(`${path}.gz`, await zip(content, { level: 9 }));
          }),
      );
    },
  };
}

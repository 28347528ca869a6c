// Prints one hash over the contents of the files and folders named: what a stamp of script/bootstrap is compared with.
// Left out are specs, which are not part of a build, and what builds make.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', '.vite', 'generated']);
const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}\n`);

function add(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isDirectory()) {
    for (const name of readdirSync(path).sort()) if (!SKIPPED.has(name)) add(join(path, name));
  } else if (!/\.spec\.tsx?$/.test(path)) {
    hash.update(`${path}\0${stat.size}\0`).update(readFileSync(path));
  }
}

process.argv.slice(2).forEach(add);
console.log(hash.digest('hex'));

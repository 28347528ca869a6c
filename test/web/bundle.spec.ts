import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';

interface Chunk {
  file: string;
  imports?: string[];
}

const manifest = JSON.parse(readFileSync('web/dist/.vite/manifest.json', 'utf8')) as Record<string, Chunk>;

/** The page table, as the server reads it. */
const pages = JSON.parse(readFileSync('web/dist/.vite/pages.json', 'utf8')) as {
  frame: 'card' | 'app' | 'account' | 'system';
  module: string;
}[];

/** A chunk with all that it imports at once, which the browser fetches before it runs. */
function closure(name: string, into = new Set<string>()): Set<string> {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`the manifest names no ${name}`);
  if (into.has(name)) return into;
  into.add(name);
  for (const imported of chunk.imports ?? []) closure(imported, into);
  return into;
}

const sizes = new Map<string, number>();

/** Kilobytes of 1000 bytes, as gzip at its best sends them. */
function kilobytes(names: Iterable<string>): number {
  let bytes = 0;
  for (const name of names) {
    const file = manifest[name]?.file ?? '';
    if (!file.endsWith('.js')) continue;
    const size = sizes.get(file) ?? gzipSync(readFileSync(`web/dist/${file}`), { level: 9 }).length;
    sizes.set(file, size);
    bytes += size;
  }
  return Math.round(bytes / 100) / 10;
}

test('before the page’s own there are at most 200 kB of JavaScript, signed out and signed in', () => {
  const german = kilobytes(Object.keys(manifest).filter((name) => name.endsWith('/texts/de.json')));
  const card = closure('index.html');
  const app = closure('src/app/frame/app-frame.tsx', new Set(card));
  const tabs = closure('src/app/frame/tabs-frame.tsx', new Set(app));
  const frames = { card, app, account: tabs, system: tabs };
  const rows = pages.map(({ frame, module }) => ({
    name: module.replace('src/features/', ''),
    before: kilobytes(frames[frame]),
    all: kilobytes(closure(module, new Set(frames[frame]))),
  }));
  console.log(
    [
      `kB gzip: before the page | with it; German words are ${german} more`,
      ...rows.map(({ name, before, all }) => `${name.padEnd(40)} ${before} | ${all}`),
    ].join('\n'),
  );
  expect(german).toBeGreaterThan(0);
  expect(rows.filter(({ before }) => before > 200)).toEqual([]);
});

test('the server knows every page that the build made', () => {
  const built = Object.keys(manifest).filter((name) => /^src\/features\/.+-page\.tsx$/.test(name));
  expect(built.length).toBeGreaterThan(15);
  expect(pages.map(({ module }) => module).toSorted()).toEqual(built.toSorted());
});

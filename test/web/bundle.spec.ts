import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
}

const manifest = JSON.parse(readFileSync('web/dist/.vite/manifest.json', 'utf8')) as Record<string, Chunk>;

const entry = Object.entries(manifest).find(([, { isEntry }]) => isEntry)?.[0] ?? '';

/** A chunk with all that it imports at once, which the browser fetches before it runs. */
function closure(name: string, into = new Set<string>()): Set<string> {
  const chunk = manifest[name];
  if (!chunk || into.has(name)) return into;
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
  const signedOut = closure(entry);
  const signedIn = closure('src/app/frame/app-frame.tsx', closure(entry));
  const account = closure('src/app/frame/account-frame.tsx', new Set(signedIn));
  const rows = Object.keys(manifest)
    .filter((name) => /^src\/features\/.+-page\.tsx$/.test(name))
    .map((name) => {
      const before = /\/(sign-in|sign-up|link)\//.test(name)
        ? signedOut
        : /\/(account|calendars)\//.test(name)
          ? account
          : signedIn;
      const all = kilobytes(closure(name, new Set(before)));
      return { name: name.replace('src/features/', ''), before: kilobytes(before), all };
    });
  console.log(
    [
      `kB gzip: before the page | with it; German words are ${german} more`,
      ...rows.map(({ name, before, all }) => `${name.padEnd(40)} ${before} | ${all}`),
    ].join('\n'),
  );
  expect(rows.length).toBeGreaterThan(15);
  expect(german).toBeGreaterThan(0);
  expect(rows.filter(({ before }) => before > 200)).toEqual([]);
});

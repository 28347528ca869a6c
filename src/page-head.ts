import { readFileSync } from 'node:fs';

export type SessionHint = 'alive' | 'none' | 'unknown';

/** A file of the build, as Vite's manifest tells of it. */
interface Chunk {
  file: string;
  css?: string[];
  imports?: string[];
}

/** A row of the web's page table, as the build writes it (web/page-table.ts). */
interface PageRow {
  path: string;
  frame: 'card' | 'app' | 'account' | 'system';
  module: string;
}

const FRAME = 'src/app/frame/app-frame.tsx';
const TABS = 'src/app/frame/tabs-frame.tsx';

/** Asked for by every page behind sign-in, before it can show anything. */
const ME = '<link rel="preload" as="fetch" crossorigin href="/api/v1/me">';

/**
 * What the head of a page names beyond the program itself: the files of the frame and of the page at that path, so that
 * the browser fetches them beside the program instead of finding out one after the other. Whoever is signed out ends up
 * at the sign-in page, and fetches that.
 *
 * @param web The folder of the built web, with a `/` at the end.
 */
export function pageHeads(web: string): (path: string, session: SessionHint) => string {
  const read = (name: string): unknown => JSON.parse(readFileSync(`${web}.vite/${name}.json`, 'utf8'));
  const manifest = read('manifest') as Record<string, Chunk>;
  const named = new Set(closure(manifest, ['index.html']));
  /** Of what the modules need at once, all that the page's own head (web/index.html) does not name. */
  const links = (modules: readonly string[]) => {
    const chunks = closure(manifest, modules).filter((chunk) => !named.has(chunk));
    const styles = new Set(chunks.flatMap(({ css }) => css ?? []));
    return [
      ...chunks.map(({ file }) => `<link rel="modulepreload" crossorigin href="/${file}">`),
      ...[...styles].map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`),
    ].join('');
  };
  const rows = (read('pages') as PageRow[]).map(({ path, frame, module }) => ({
    pattern: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}/?$`),
    card: frame === 'card',
    head: links([
      ...(frame === 'card' ? [] : [FRAME]),
      ...(frame === 'account' || frame === 'system' ? [TABS] : []),
      module,
    ]),
  }));
  const frame = links([FRAME]);
  const signIn = rows.find(({ pattern }) => pattern.test('/sign-in'))?.head ?? '';

  return (path, session) => {
    const row = rows.find(({ pattern }) => pattern.test(path));
    if (row?.card) return row.head;
    if (session === 'none') return signIn;
    return (session === 'alive' ? ME : '') + (row?.head ?? frame);
  };
}

/** The chunks of the modules with all that they stand on, which comes first: in the order of the cascade. */
function closure(manifest: Record<string, Chunk>, modules: readonly string[], seen = new Set<string>()): Chunk[] {
  return modules.flatMap((name) => {
    const chunk = manifest[name];
    if (!chunk || seen.has(name)) return [];
    seen.add(name);
    return [...closure(manifest, chunk.imports ?? [], seen), chunk];
  });
}

import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBullBoard } from '@bull-board/api';
import { BullAdapter } from '@bull-board/api/bullAdapter';
import type {
  AppControllerRoute,
  AppViewRoute,
  BullBoardQueues,
  ControllerHandlerReturnType,
  IServerAdapter,
  UIConfig,
} from '@bull-board/api/dist/types.js';
import type { Queue } from 'bull';

const UI = dirname(fileURLToPath(import.meta.resolve('@bull-board/ui/package.json')));

/**
 * Bull's dashboard (bull-board) without a server of its own: it says what to answer, Nest's controller does. All that it
 * can do is show; every queue is read-only, and only its `GET` routes are kept.
 */
export class Board implements IServerAdapter {
  private readonly files = new Map<string, string>();
  private readonly api: { pattern: RegExp; handler: AppControllerRoute['handler'] }[] = [];
  private queues: BullBoardQueues = new Map();
  private uiConfig: UIConfig = {};
  private pages: RegExp[] = [];
  private template = '';
  private entry: AppViewRoute['handler'] | undefined;
  private onError: ((error: Error) => ControllerHandlerReturnType) | undefined;

  constructor(
    queues: Iterable<Queue>,
    private readonly basePath: string,
  ) {
    createBullBoard({
      queues: [...queues].map((queue) => new BullAdapter(queue, { readOnlyMode: true })),
      serverAdapter: this,
      options: {
        uiBasePath: UI,
        uiConfig: { boardTitle: 'Muster', hideDocsLink: true, hideRedisDetails: true, showWorkers: false },
      },
    });
  }

  /** A file of its pages by its path below the board; only those that were there at the start. */
  async file(path: string): Promise<Buffer | undefined> {
    const file = this.files.get(path);
    return file === undefined ? undefined : readFile(file);
  }

  /** Its page, where the path is one of its pages'. */
  html(path: string): string | undefined {
    if (!this.entry || !this.pages.some((page) => page.test(path))) return undefined;
    const { params } = this.entry({ basePath: this.basePath, uiConfig: this.uiConfig });
    return this.template.replace(/<%[=-] (\w+) %>/g, (_, name: string) => params[name] ?? '');
  }

  /** What its `GET` route of this path answers; undefined where there is none. */
  async answer(path: string, query: Record<string, unknown>): Promise<ControllerHandlerReturnType | undefined> {
    for (const { pattern, handler } of this.api) {
      const found = pattern.exec(path);
      if (!found) continue;
      const params = { ...found.groups };
      const request = { queues: this.queues, uiConfig: this.uiConfig, query, params, body: {}, headers: {} };
      try {
        return await handler(request);
      } catch (error) {
        return this.onError?.(error as Error);
      }
    }
    return undefined;
  }

  setQueues(queues: BullBoardQueues): this {
    this.queues = queues;
    return this;
  }

  /** Its template is filled in by hand: EJS is not installed, and a font of another host is not asked for. */
  setViewsPath(path: string): this {
    const text = readFileSync(join(path, 'index.ejs'), 'utf8');
    this.template = text.replace(/<link href="https:[^>]*>/g, '');
    return this;
  }

  setStaticPath(route: string, path: string): this {
    for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      this.files.set(route + file.slice(path.length).replaceAll(sep, '/'), file);
    }
    return this;
  }

  setEntryRoute({ route, handler }: AppViewRoute): this {
    this.pages = [route].flat().map(patternOf);
    this.entry = handler;
    return this;
  }

  setErrorHandler(handler: (error: Error) => ControllerHandlerReturnType): this {
    this.onError = handler;
    return this;
  }

  setApiRoutes(routes: AppControllerRoute[]): this {
    for (const { method, route, handler } of routes) {
      if (![method].flat().includes('get')) continue;
      for (const each of [route].flat()) this.api.push({ pattern: patternOf(each), handler });
    }
    return this;
  }

  setUIConfig(config: UIConfig): this {
    this.uiConfig = config;
    return this;
  }
}

/** `/queue/:queueName` as a pattern whose groups are the parameters. */
function patternOf(route: string): RegExp {
  return new RegExp(`^${route.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
}

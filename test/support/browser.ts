import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { browserPath } from './browser-path.js';
import { type Agent, Desk } from './desk.js';
import { isCurrent, seenFromFocus } from './focus.js';
import { freePort } from './program.js';

/** Quiet, and nothing but what a test does goes over the network. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };

export interface VisitorOptions {
  /** Signed in as whoever this is signed in as. */
  as?: Agent;
  theme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  /** BCP 47; English unless a test is about languages. */
  locale?: string;
}

/** A Muster with its web frontend, and a browser that visits it. */
export class Site {
  private readonly visitors: Visitor[] = [];

  private constructor(
    readonly desk: Desk,
    private readonly browser: Browser,
  ) {}

  /**
   * `env` adds to the environment of the start; a function is told where the site will be. The links in mails lead there.
   */
  static async open(
    env: Record<string, string> | ((origin: string) => Promise<Record<string, string>>) = {},
  ): Promise<Site> {
    const port = String(await freePort());
    const origin = `http://127.0.0.1:${port}`;
    const more = typeof env === 'function' ? await env(origin) : env;
    const [desk, browser] = await Promise.all([
      Desk.start({ PORT: port, APP_URL: origin, ...more }),
      chromium.launch({ executablePath: browserPath(), args: FLAGS }),
    ]);
    return new Site(desk, browser);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.desk.stop();
  }

  /** Someone with a browser of their own: no cookie and no storage is shared. */
  async visitor({ as, theme = 'light', viewport = DESKTOP, locale = 'en-GB' }: VisitorOptions = {}): Promise<Visitor> {
    const context = await this.browser.newContext({
      baseURL: this.desk.origin,
      colorScheme: theme,
      viewport,
      locale,
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      hasTouch: viewport.width < 600,
      isMobile: viewport.width < 600,
    });
    context.setDefaultTimeout(20_000);
    const cookie = as?.cookie('muster_session');
    if (cookie) await context.addCookies([{ name: 'muster_session', value: cookie, url: this.desk.origin }]);
    const visitor = new Visitor(context, await context.newPage(), this.desk.origin);
    this.visitors.push(visitor);
    return visitor;
  }

  /** Ends every visit, and fails where one met a console error, a refused request, or another host. For `afterEach`. */
  async leave(): Promise<void> {
    const visitors = this.visitors.splice(0);
    await Promise.all(visitors.map(({ context }) => context.close()));
    expect(visitors.flatMap(({ faults }) => faults)).toEqual([]);
  }

  /** The link of the youngest mail to an address, as its text has it. */
  async mailedLink(address: string, containing = '#token='): Promise<string> {
    const { text = '' } = await this.desk.mailTo(address, containing);
    return /https?:\S+#token=[\w-]+/.exec(text)?.[0] ?? '';
  }
}

/** One browser window and what went wrong in it. */
export class Visitor {
  readonly faults: string[] = [];
  private readonly hosts: string[] = [];
  private readonly refusals: { status: number; path: string }[] = [];

  constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    origin: string,
  ) {
    page.on('pageerror', (error) => this.faults.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      // Chromium's own line for an answer of 400 and above; the answer itself is looked at below.
      if (message.text().startsWith('Failed to load resource')) return;
      this.faults.push(`console: ${message.text()}`);
    });
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (response.status() < 400) return;
      const known = this.refusals.some(({ status, path }) => status === response.status() && pathname.endsWith(path));
      if (!known) this.faults.push(`${response.status()} ${response.request().method()} ${pathname}`);
    });
    page.on('requestfailed', (request) => {
      // What a page gives up because it is left.
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') this.faults.push(`failed: ${request.url()}`);
    });
    page.on('request', (request) => {
      const known = [origin, ...this.hosts].some((host) => request.url().startsWith(`${host}/`));
      if (/^https?:/.test(request.url()) && !known) {
        this.faults.push(`another host: ${request.url()}`);
      }
    });
  }

  /** An answer that belongs to the journey. `path` is the end of the address. */
  expects(status: number, path: string): void {
    this.refusals.push({ status, path });
  }

  /** Another site that the journey leads to, as `http://127.0.0.1:4321`. */
  visits(host: string): void {
    this.hosts.push(host);
  }

  async go(path: string): Promise<void> {
    await this.page.goto(path);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole('link', { name, exact: true });
  }

  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: label, exact: true });
  }

  /** Waits for a heading, and for what the page asks the server. */
  async sees(heading: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { name: heading, exact: true }).first().waitFor();
    await this.page.waitForLoadState('networkidle');
  }

  /** Waits for words anywhere. */
  async reads(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /**
   * Moves the focus with Tab, or with Shift and Tab to what lies before, as someone without a mouse does. Fails where the keys
   * do not lead there, and where one could not see that they did.
   */
  async reaches(target: Locator): Promise<void> {
    const element = await target.elementHandle();
    if (!element) throw new Error(`${String(target)} is not there`);
    await element.waitForElementState('visible');
    await element.waitForElementState('enabled');
    const met: string[] = [];
    for (let step = 0; step < 100; step++) {
      const { at, lies } = await element.evaluate(seenFromFocus);
      if (lies === 'here') return;
      if (lies === 'unseen') throw new Error(`one cannot see that ${String(target)} has the focus: ${at}`);
      met.push(at);
      await this.page.keyboard.press(lies === 'before' ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(`Tab does not lead to ${String(target)}, but to ${met.join(' | ')}`);
  }

  /** Waits for something to have the focus by itself. */
  async isAt(target: Locator): Promise<void> {
    await target.and(this.page.locator(':focus')).waitFor();
  }

  /** Presses a button (by its name, or whatever is given) or follows a link. */
  async activates(target: string | RegExp | Locator): Promise<void> {
    await this.reaches(typeof target === 'string' || target instanceof RegExp ? this.button(target) : target);
    await this.press('Enter');
  }

  /** Ticks a box, or takes the tick off. */
  async ticks(target: Locator): Promise<void> {
    await this.reaches(target);
    await this.press('Space');
  }

  /** Types over what is in a field. */
  async fills(field: string | Locator, text: string): Promise<void> {
    await this.reaches(typeof field === 'string' ? this.field(field) : field);
    await this.press('ControlOrMeta+A');
    await this.type(text);
  }

  /** Opens a list and goes down to an option. */
  async chooses(list: string, option: string): Promise<void> {
    // Not the browser's own, whose list no test can see.
    const own = this.page.locator('[aria-haspopup=listbox]');
    await this.reaches(this.page.getByRole('combobox', { name: list }).and(own));
    await this.press('Enter');
    await this.goesDownTo(this.page.getByRole('listbox', { name: list }).getByRole('option', { name: option }));
  }

  /** Opens a menu and goes down to an item. */
  async picks(menu: string | RegExp | Locator, item: string): Promise<void> {
    await this.activates(menu);
    await this.goesDownTo(this.page.getByRole('menu').getByText(item, { exact: true }));
  }

  private async goesDownTo(target: Locator): Promise<void> {
    await target.waitFor();
    for (let step = 0; step < 30; step++) {
      if (await target.evaluate(isCurrent)) return this.press('Enter');
      await this.press('ArrowDown');
    }
    throw new Error(`ArrowDown does not lead to ${String(target)}`);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** What axe finds `within`, WCAG 2.2 AA and its best practices; each with the elements that it found. */
  async violations(within = 'html'): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page }).include(within).analyze();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${String(target)} ${html.slice(0, 160)}`),
    );
  }

  /** The same in light and in dark; the theme is the one it was afterwards. */
  async violationsInBoth(within = '[role=dialog]'): Promise<string[]> {
    const found: string[] = [];
    const html = this.page.locator('html');
    const before = (await html.getAttribute('data-mantine-color-scheme')) === 'dark' ? 'dark' : 'light';
    for (const colorScheme of [before === 'dark' ? 'light' : 'dark', before] as const) {
      await this.page.emulateMedia({ colorScheme });
      await this.page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
      found.push(...(await this.violations(within)).map((violation) => `${colorScheme}: ${violation}`));
    }
    return found;
  }

  /** Whether the page is wider than the window: text and buttons are cut off then, or the page slides about. */
  async overflow(): Promise<number> {
    return this.page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }
}

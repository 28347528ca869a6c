// Starts a fresh demo, signs its admin in by the mailed link, and takes the pictures of docs/images: they show what is built.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { browserPath } from '../test/support/browser-path.ts';

const ADMIN = 'admin@acme.example';
const PAGES = [
  { file: 'users', path: '/users', heading: 'Users' },
  { file: 'schedule', path: '/schedule', heading: 'Schedule' },
];

const free = createServer();
await new Promise((resolve) => free.listen(0, '127.0.0.1', resolve));
const { port } = free.address();
await new Promise((resolve) => free.close(resolve));
const origin = `http://127.0.0.1:${port}`;
const data = mkdtempSync(join(tmpdir(), 'muster-screenshots-'));
// Nothing of this shell's own: with its DATABASE_URL it would be no fresh demo.
const { PATH, HOME } = process.env;
const muster = spawn(process.execPath, ['dist/main.js'], {
  env: { PATH, HOME, PORT: String(port), APP_URL: origin, DATA_DIR: data },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = new Promise((resolve) => muster.once('exit', resolve));

try {
  const mailbox = await banner(/Mailbox\s+(\S+)/);
  const browser = await chromium.launch({
    executablePath: browserPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const context = await browser.newContext({ baseURL: origin, reducedMotion: 'reduce', locale: 'en-GB' });
  const page = await context.newPage();
  mkdirSync('docs/images', { recursive: true });

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/sign-in');
  await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  await shoot(page, 'sign-in');
  await page.getByRole('textbox', { name: 'Email', exact: true }).fill(ADMIN);
  await page.getByRole('button', { name: 'Email me a magic link', exact: true }).click();
  await page.goto(await mailedLink(mailbox));
  await page.waitForURL((url) => url.pathname !== '/link');

  for (const { file, path, heading } of PAGES) {
    await page.goto(path);
    await page.getByRole('heading', { name: heading, exact: true }).first().waitFor();
    await page.waitForLoadState('networkidle');
    await shoot(page, file);
  }
  await browser.close();
} finally {
  muster.kill('SIGTERM');
  await ended;
  rmSync(data, { recursive: true, force: true });
}

async function shoot(page, file) {
  await page.screenshot({ path: `docs/images/${file}.png`, animations: 'disabled' });
  console.log(`docs/images/${file}.png`);
}

function banner(pattern) {
  let text = '';
  return new Promise((resolve, reject) => {
    muster.stdout.on('data', (chunk) => {
      text += chunk;
      const found = pattern.exec(text);
      if (found) resolve(found[1]);
    });
    muster.once('exit', () => reject(new Error('Muster did not start')));
  });
}

async function mailedLink(mailbox) {
  for (let tries = 0; tries < 100; tries++) {
    const mails = await (await fetch(`${mailbox}/api/email`)).json();
    const link = mails.map(({ text }) => /\S+#token=\S+/.exec(text ?? '')?.[0]).find(Boolean);
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('no mail with a link arrived');
}

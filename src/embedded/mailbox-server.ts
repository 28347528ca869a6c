import { mkdirSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { ChildServer, stopLeftover } from './child-server.js';
import type { EmbeddedState } from './embedded-state.js';

const STOP = ['SIGTERM', 'SIGKILL'] as const;
// Enough for any demo; it reads them all at its start.
const KEPT_MAILS = 2_000;

export interface MailboxServer {
  smtpUrl: string;
  /** The web page on which the mails are read. */
  mailboxUrl: string;
  stop(): Promise<void>;
}

/**
 * MailDev, in a process of its own: it holds every mail in memory. Takes any mail by SMTP and delivers none.
 *
 * It needs a second to load, longer than all else together, and nothing needs it that soon: with `inBackground` this
 * does not wait for it. Mails are queued and tried again, so the first one is not lost either; a failure is logged.
 */
export async function startMailbox(
  state: EmbeddedState,
  options: { inBackground: boolean; logFolder: string; log: (line: string) => void },
): Promise<MailboxServer> {
  await stopLeftover('mailbox', state, STOP);
  const folder = join(state.folder, 'mailbox');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const smtpPort = await state.port('smtp');
  const webPort = await state.port('mailbox');
  const library = findPackageJSON('maildev', import.meta.url);
  if (!library) throw new Error('The package maildev is not installed. Run script/bootstrap; or set SMTP_URL.');
  const server = await ChildServer.spawn(
    {
      name: 'mailbox',
      title: 'The mailbox',
      command: process.execPath,
      args: [
        join(dirname(library), 'dist/bin/maildev.js'),
        ...['--smtp', String(smtpPort), '--ip', '127.0.0.1'],
        ...['--web', String(webPort), '--web-ip', '127.0.0.1'],
        ...['--mail-directory', folder, '--max-emails', String(KEPT_MAILS)],
      ],
      // Nothing of ours: a MAILDEV_ variable of the shell could make it relay mails into the world.
      env: { PATH: '/usr/bin:/bin' },
      logFile: join(options.logFolder, 'mailbox.log'),
      isReady: async () => (await accepts(smtpPort)) && (await accepts(webPort)),
      stopSignals: STOP,
    },
    state,
    options.log,
  );
  if (options.inBackground) server.untilReady().catch((error: Error) => options.log(error.message));
  else await server.untilReady();
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    mailboxUrl: `http://127.0.0.1:${webPort}`,
    stop: () => server.stop(),
  };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

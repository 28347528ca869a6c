import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { callbackify } from 'node:util';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerEnvelope, type SMTPServerOptions } from 'smtp-server';

interface ReceivedMail {
  raw: string;
  parsed: ParsedMail;
  envelope: { from: string; to: string[] };
}

/** A real SMTP server on a free loopback port that keeps what it takes. `behaviour` overrides any of its handlers. */
export class SmtpSink {
  readonly received: ReceivedMail[] = [];
  connections = 0;

  private constructor(private readonly server: SMTPServer) {}

  static async start(behaviour: SMTPServerOptions = {}): Promise<SmtpSink> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 100,
      onConnect: (_session, done) => {
        sink.connections += 1;
        done();
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        // `done` gives the server's answer: taken, or what `keep` threw.
        stream.on('end', () => callbackify(() => sink.keep(Buffer.concat(chunks), session.envelope))(done));
      },
      ...behaviour,
    });
    const sink = new SmtpSink(server);
    server.on('error', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    return sink;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  private async keep(raw: Buffer, { mailFrom, rcptTo }: SMTPServerEnvelope): Promise<void> {
    this.received.push({
      raw: raw.toString('latin1'),
      parsed: await simpleParser(raw),
      envelope: { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) },
    });
  }

  /** Cuts every connection, as a server that dies does. */
  kill(): void {
    for (const { _socket } of this.server.connections as Set<unknown> as Set<{ _socket: { destroy(): void } }>) {
      _socket.destroy();
    }
  }

  async stop(): Promise<void> {
    this.kill();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

/** How an SMTP server says no: `responseCode` and the text behind it. */
export function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Config, readEnvironment } from '../../src/shared/config/config.js';
import { MailRefused, MailTransport, MailUnavailable } from '../../src/mail/mail-transport.js';
import { renderMail } from '../../src/mail/templates/render-mail.js';
import { frameFor, LINK, sampleMails } from './sample-mails.js';
import { reply, SmtpSink } from './smtp-sink.js';

type Behaviour = NonNullable<Parameters<typeof SmtpSink.start>[0]>;

const ID = '019abcde-0000-7000-8000-000000000001';
const ADA = { name: 'Ada Lovelace', address: 'ada@acme.example' };
const KEY = Buffer.alloc(32, 1).toString('base64');
const invite = renderMail(sampleMails().invite, frameFor());

const opened: { stop(): Promise<unknown> }[] = [];

async function sinkWith(behaviour: Behaviour = {}): Promise<SmtpSink> {
  const sink = await SmtpSink.start(behaviour);
  opened.push(sink);
  return sink;
}

function transportTo(smtpUrl: string): MailTransport {
  const config = new Config(
    readEnvironment({
      DATABASE_URL: 'postgres://localhost/none',
      REDIS_URL: 'redis://localhost/0',
      SMTP_URL: smtpUrl,
      MAIL_FROM: 'Muster Desk <no-reply@desk.example.com>',
      SESSION_KEYS: KEY,
      ENCRYPTION_KEYS: KEY,
    }),
  );
  const transport = new MailTransport(config);
  opened.unshift({ stop: () => transport.onApplicationShutdown() });
  return transport;
}

afterEach(async () => {
  for (const each of opened.splice(0)) await each.stop();
});

/** Takes the whole message, then says no. */
function refuseContent(code: number, text: string): Behaviour {
  return {
    onData: (stream, _session, done) => {
      stream.resume().on('end', () => done(reply(code, text)));
    },
  };
}

describe('a mail that the server takes', () => {
  it('arrives with both parts, as they were rendered', async () => {
    const sink = await sinkWith();
    await transportTo(sink.url).send(ID, ADA, invite);
    const [mail] = sink.received;
    expect(mail?.envelope).toEqual({ from: 'no-reply@desk.example.com', to: ['ada@acme.example'] });
    expect(mail?.parsed.subject).toBe('Grace Hopper invites you to Acme IT');
    expect(mail?.parsed.text?.trim()).toBe(invite.text.trim());
    expect(mail?.parsed.html).toBe(invite.html);
    expect(mail?.parsed.text).toContain(LINK);
    expect(mail?.parsed.attachments).toEqual([]);
    expect(mail?.raw).toMatch(/^Content-Type: multipart\/alternative/m);
  });

  it('says that a machine wrote it, and carries its id so that a double is known as one', async () => {
    const sink = await sinkWith();
    const transport = transportTo(sink.url);
    await transport.send(ID, ADA, invite);
    await transport.send(ID, ADA, invite);
    for (const { parsed } of sink.received) {
      expect(parsed.messageId).toBe(`<${ID}@desk.example.com>`);
      expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
      expect(parsed.headers.get('x-auto-response-suppress')).toBe('All');
      expect(parsed.from?.text).toBe('"Muster Desk" <no-reply@desk.example.com>');
    }
    expect(sink.received.length).toBe(2);
    expect(sink.connections).toBe(1);
  });

  it.each(['Zoë Müller-O’Hara', '山田 太郎', '👩‍🚒 Ada', 'Lovelace, Ada "the first" <ada>', 'Ada (night shift); x'])(
    'reaches %s by that name',
    async (name) => {
      const sink = await sinkWith();
      await transportTo(sink.url).send(ID, { ...ADA, name }, { ...invite, subject: `Hello ${name}` });
      const [mail] = sink.received;
      expect(mail?.parsed.to).toMatchObject({ value: [{ name, address: ADA.address }] });
      expect(mail?.parsed.subject).toBe(`Hello ${name}`);
      expect(mail?.envelope.to).toEqual([ADA.address]);
    },
  );

  it('has the headers that we gave it and none that a name brought', async () => {
    const sink = await sinkWith();
    const injected = 'Ada\r\nBcc: all@evil.example\r\nX-Evil: yes\r\n\r\n<b>body</b>';
    await transportTo(sink.url).send(ID, { ...ADA, name: injected }, { ...invite, subject: injected });
    const [mail] = sink.received;
    expect(mail?.envelope.to).toEqual([ADA.address]);
    expect([...(mail?.parsed.headers.keys() ?? [])].toSorted()).toEqual([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
      'x-auto-response-suppress',
    ]);
  });

  it('may have letters beyond ASCII in the domain of its address', async () => {
    const sink = await sinkWith();
    await transportTo(sink.url).send(ID, { ...ADA, address: 'ada@bücher.example' }, invite);
    expect(sink.received[0]?.envelope.to).toEqual(['ada@bücher.example']);
    expect(sink.received[0]?.raw).toContain('<ada@xn--bcher-kva.example>');
  });

  it('shares connections with the others', async () => {
    const sink = await sinkWith();
    const transport = transportTo(sink.url);
    await Promise.all(Array.from({ length: 40 }, (_, i) => transport.send(`${ID}-${i}`, ADA, invite)));
    expect(new Set(sink.received.map(({ parsed }) => parsed.messageId)).size).toBe(40);
    expect(sink.received.length).toBe(40);
    expect(sink.connections).toBeLessThanOrEqual(5);
  });
});

describe('a mail that the server refuses for good', () => {
  it.each<[string, Behaviour]>([
    ['its recipient', { onRcptTo: (_address, _session, done) => done(reply(550, 'no such user')) }],
    ['its sender', { onMailFrom: (_address, _session, done) => done(reply(553, 'sender not allowed')) }],
    ['its content', refuseContent(554, 'looks like spam')],
  ])('for %s is not tried again', async (_, behaviour) => {
    const sink = await sinkWith(behaviour);
    await expect(transportTo(sink.url).send(ID, ADA, invite)).rejects.toBeInstanceOf(MailRefused);
  });

  it('does not keep the next one', async () => {
    const sink = await sinkWith({
      onRcptTo: ({ address }, _session, done) => (address === ADA.address ? done() : done(reply(550, 'no such user'))),
    });
    const transport = transportTo(sink.url);
    await expect(transport.send(ID, { ...ADA, address: 'nobody@acme.example' }, invite)).rejects.toThrow(
      'no such user',
    );
    await transport.send(ID, ADA, invite);
    expect(sink.received.length).toBe(1);
  });

  it.each([
    '',
    'ada',
    'ada@',
    'a@b.example, c@d.example',
    'ada@acme.example\r\nRCPT TO:<x@y.example>',
    '<ada@acme.example>',
  ])('is not even offered to the address %j', async (address) => {
    const sink = await sinkWith();
    await expect(transportTo(sink.url).send(ID, { ...ADA, address }, invite)).rejects.toBeInstanceOf(MailRefused);
    expect(sink.connections).toBe(0);
  });
});

describe('a mail that may be sent later', () => {
  it.each<[string, Behaviour]>([
    ['the recipient is greylisted', { onRcptTo: (_address, _session, done) => done(reply(451, 'try again later')) }],
    ['the server is busy', { onConnect: (_session, done) => done(reply(421, 'too many connections')) }],
    ['the server has nothing for us', { onConnect: (_session, done) => done(reply(554, 'no service here')) }],
    ['the content is deferred', refuseContent(452, 'disk full')],
    ['the server wants us to sign in first', { authOptional: false }],
  ])('%s', async (_, behaviour) => {
    const sink = await sinkWith(behaviour);
    await expect(transportTo(sink.url).send(ID, ADA, invite)).rejects.toBeInstanceOf(MailUnavailable);
  });

  it('the server does not let us in', async () => {
    const sink = await sinkWith({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(reply(535, 'bad credentials')),
    });
    const url = sink.url.replace('smtp://', 'smtp://muster:wrong@');
    await expect(transportTo(url).send(ID, ADA, invite)).rejects.toBeInstanceOf(MailUnavailable);
  });

  it('nobody listens', async () => {
    const sink = await SmtpSink.start();
    const { url } = sink;
    await sink.stop();
    await expect(transportTo(url).send(ID, ADA, invite)).rejects.toBeInstanceOf(MailUnavailable);
  });

  it('the server says nothing', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    opened.push({ stop: () => new Promise((resolve) => silent.close(resolve)) });
    const { port } = silent.address() as AddressInfo;
    const url = `smtp://127.0.0.1:${port}?greetingTimeout=100`;
    await expect(transportTo(url).send(ID, ADA, invite)).rejects.toBeInstanceOf(MailUnavailable);
  });

  it('the server stops answering in the middle', async () => {
    const sink = await sinkWith({ onRcptTo: () => undefined });
    const url = `${sink.url}?socketTimeout=100`;
    await expect(transportTo(url).send(ID, ADA, invite)).rejects.toBeInstanceOf(MailUnavailable);
  });

  it('the server dies while it takes the mail, and the next one goes through', async () => {
    let dying = true;
    const sink = await sinkWith({
      onData: (stream, _session, done) => {
        if (dying) sink.kill();
        stream.resume().on('end', () => done());
      },
    });
    const transport = transportTo(sink.url);
    await expect(transport.send(ID, ADA, invite)).rejects.toBeInstanceOf(MailUnavailable);
    dying = false;
    await transport.send(ID, ADA, invite);
  });
});

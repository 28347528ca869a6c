import { EventEmitter, once } from 'node:events';
import { expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Desk } from '../support/desk.js';
import { SmtpSink } from './smtp-sink.js';

test('a stop lets a mail that is being handed over arrive, and its state says so', async () => {
  const handing = new EventEmitter();
  const sink = await SmtpSink.start({
    onData: (stream, { envelope }, done) => {
      if (envelope.rcptTo.some(({ address }) => address === 'tom@stop.example')) handing.emit('tom');
      stream.resume().on('end', () => setTimeout(done, 500));
    },
  });
  const desk = await Desk.start({ SMTP_URL: sink.url });
  try {
    const { admin } = await desk.org();
    const handed = once(handing, 'tom', { signal: AbortSignal.timeout(20_000) });
    await admin.call('POST', '/api/v1/users', { name: 'Tom', email: 'tom@stop.example', role: 'viewer' });
    await handed;
    await desk.app.close();
    const client = new Client({ connectionString: desk.config.databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ state: string }>(
      `select m.state from mails m join users u on u.id = m.user_id where u.email = 'tom@stop.example'`,
    );
    await client.end();
    expect(rows).toEqual([{ state: 'sent' }]);
  } finally {
    await desk.stop();
    await sink.stop();
  }
});

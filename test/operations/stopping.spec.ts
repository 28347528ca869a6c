import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { Desk } from '../support/desk.js';

// Half of what it would take if a connection that asks nothing were waited for.
test('a stop does not wait for a connection that a browser opened ahead', async () => {
  const desk = await Desk.start();
  const socket = connect(Number(new URL(desk.origin).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  // By now the server has taken it up.
  expect((await desk.agent().call('GET', '/health/live')).status).toBe(200);
  const closed = once(socket, 'close');
  await desk.stop();
  await closed;
}, 30_000);

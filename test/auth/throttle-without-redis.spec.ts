import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type EmbeddedServers, startEmbedded } from '../../src/embedded/index.js';
import { Desk } from '../support/desk.js';
import { PASSWORD, personWithPassword } from './people.js';

// Redis goes away under a whole Muster: people still get in, and whoever guesses is still slowed down.
let ground: Desk;
let redis: EmbeddedServers;
let desk: Desk;
beforeAll(async () => {
  ground = await Desk.start();
  redis = await startEmbedded({ dataDir: '', postgres: false, redis: true, mail: false, ephemeral: true });
  const { databaseUrl } = ground.config;
  desk = await Desk.start({ DATABASE_URL: databaseUrl, REDIS_URL: redis.redisUrl ?? '', RATE_LIMIT_SCALE: '1' });
});
afterAll(async () => {
  // While Redis is still away: a stop does not wait for it.
  await desk.stop();
  await ground.stop();
  await redis.stop();
});

test('while Redis is away the right password signs in, and the eleventh wrong one is refused', async () => {
  const ada = await personWithPassword(desk);
  const bob = await personWithPassword(desk);
  await redis.stop();
  const tries = [];
  for (let i = 0; i < 11; i++) {
    const { status } = await desk
      .agent()
      .call('POST', '/api/v1/auth/password', { email: ada.email, password: 'wrong-wrong' });
    tries.push(status);
  }
  expect(tries).toEqual([...Array<number>(10).fill(401), 429]);
  const signedIn = await desk.agent().call('POST', '/api/v1/auth/password', { email: bob.email, password: PASSWORD });
  expect(signedIn.status).toBe(200);
  expect((await ada.agent.call('GET', '/api/v1/me')).status).toBe(200);
});

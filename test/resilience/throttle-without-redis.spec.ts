import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PASSWORD, personWithPassword, signIn } from '../auth/people.js';
import { Desk } from '../support/desk.js';
import { type Ground, sharedGround } from '../support/shared-servers.js';
import { Wire } from './wire.js';

// Redis goes away under a whole Muster: people still get in, and whoever guesses is still slowed down.
let ground: Ground;
let redis: Wire;
let desk: Desk;
beforeAll(async () => {
  ground = await sharedGround();
  redis = await Wire.to(ground.redisUrl);
  desk = await Desk.start({ DATABASE_URL: ground.databaseUrl, REDIS_URL: redis.url, RATE_LIMIT_SCALE: '1' });
});
afterAll(async () => {
  // While Redis is still away: a stop does not wait for it.
  await desk.stop();
  await ground.release();
});

test('while Redis is away the right password signs in, and the eleventh wrong one is refused', async () => {
  const ada = await personWithPassword(desk);
  const bob = await personWithPassword(desk);
  await redis.cut();
  const tries = [];
  for (let i = 0; i < 11; i++) tries.push((await signIn(desk, ada.email, 'wrong-wrong')).status);
  expect(tries).toEqual([...Array<number>(10).fill(401), 429]);
  expect((await signIn(desk, bob.email, PASSWORD)).status).toBe(200);
  expect((await ada.agent.call('GET', '/api/v1/me')).status).toBe(200);
});

import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { ConfigError, readEnvironment } from '../../src/shared/config/config.js';
import { envExample } from '../../src/shared/config/env-example.js';

test('.env.example says what the configuration reads', () => {
  expect(readFileSync('.env.example', 'utf8')).toBe(envExample());
});

test('a wrong variable is named with an example, and a secret is never shown', () => {
  const read = () => readEnvironment({ PORT: 'eighty', DATABASE_URL: 'mysql://muster:hunter2@db' });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(/PORT must be a port number.*eighty.*PORT=3000/);
  expect(read).toThrow(/DATABASE_URL must be an address/);
  expect(read).not.toThrow(/hunter2/);
});

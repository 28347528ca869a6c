import { describe, expect, it } from '@jest/globals';
import { Config, ConfigError, readEnvironment } from './config.js';

const key = Buffer.alloc(32, 7).toString('base64');
const SERVERS = {
  DATABASE_URL: 'postgres://muster:secret@db.example.com/muster',
  REDIS_URL: 'redis://redis.example.com',
  SMTP_URL: 'smtp://smtp.example.com',
  SESSION_KEYS: key,
  ENCRYPTION_KEYS: key,
};

function configOf(env: Record<string, string>): Config {
  return new Config(readEnvironment({ ...SERVERS, ...env }));
}

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    configOf(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('half a provider', () => {
  it.each([
    ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
    ['GOOGLE_CLIENT_SECRET', 'GOOGLE_CLIENT_ID'],
    ['MICROSOFT_CLIENT_ID', 'MICROSOFT_CLIENT_SECRET'],
    ['MICROSOFT_CLIENT_SECRET', 'MICROSOFT_CLIENT_ID'],
  ])('%s alone stops the start, and %s is named', (given, missing) => {
    const faults = faultsOf({ [given]: 'x-secret-value' });
    expect(faults).toEqual([expect.stringContaining(`${missing} is missing`)]);
    expect(faults.join()).not.toContain('x-secret-value');
  });

  it('is none: both halves are a provider, neither half is no provider', () => {
    expect(configOf({}).google).toBeUndefined();
    expect(configOf({ GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret' }).google).toEqual({
      clientId: 'id',
      clientSecret: 'secret',
      issuer: 'https://accounts.google.com',
    });
  });
});

describe('an issuer', () => {
  it.each([
    ['http on a loopback name is taken', 'http://127.0.0.1:9000/common/v2.0', 0],
    ['http on any other name is refused', 'http://login.example.com/common/v2.0', 1],
    ['a query is refused', 'https://login.example.com/?x=1', 1],
    ['what is no address is refused', 'accounts.google.com', 1],
  ])('%s', (_, issuer, faults) => {
    let found = 0;
    try {
      configOf({ MICROSOFT_ISSUER: issuer });
    } catch (error) {
      found = (error as ConfigError).faults.length;
    }
    expect(found).toBe(faults);
  });
});

describe('whose X-Forwarded-For is believed', () => {
  it.each<[string, false | number | string[] | 'refused']>([
    ['off', false],
    ['1', 1],
    ['10.0.0.0/8, 2001:db8::/32', ['10.0.0.0/8', '2001:db8::/32']],
    ['loopback', ['loopback']],
    ['everybody', 'refused'],
  ])('%s', (given, meaning) => {
    const read = () => configOf({ TRUST_PROXY: given }).trustProxy;
    if (meaning === 'refused') expect(read).toThrow(ConfigError);
    else expect(read()).toEqual(meaning);
  });
});

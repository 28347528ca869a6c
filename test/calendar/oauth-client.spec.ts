import { beforeEach, describe, expect, it } from '@jest/globals';
import { ConnectionTokens, type GrantTokens } from '../../src/calendar/providers/connection-tokens.js';
import { GRANT_SCOPES } from '../../src/calendar/providers/grant-scopes.js';
import type { HttpTransport } from '../../src/calendar/providers/http-transport.js';
import { OAuthClient } from '../../src/calendar/providers/oauth-client.js';
import { HOUR, MINUTE } from '../../src/shared/time/clock.js';
import { HandClock } from './fuzz-world.js';
import { ISSUER, TokenIssuer } from './token-issuer.js';

const account = { id: 'a', email: 'tess@desk.example' };
let clock: HandClock;
beforeEach(() => {
  clock = new HandClock(Date.UTC(2026, 6, 1));
});

function grantAt(issuer: TokenIssuer) {
  const oauth = new OAuthClient(issuer.client, issuer.transport, clock);
  const kept: { tokens: GrantTokens | null } = {
    tokens: { refreshToken: issuer.grant(account, [...GRANT_SCOPES.google]), accessToken: null, expiresAt: null },
  };
  const store = {
    read: () => Promise.resolve(kept.tokens),
    save: async (tokens: GrantTokens) => {
      kept.tokens = tokens;
    },
  };
  return { oauth, kept, tokens: new ConnectionTokens('google', store, oauth, clock) };
}

describe('access tokens of a connection', () => {
  it('are used until a minute before they end, then refreshed', async () => {
    const issuer = new TokenIssuer(clock, false);
    const { tokens } = grantAt(issuer);
    const first = await tokens.current();
    clock.advance(HOUR - 2 * MINUTE);
    expect(await tokens.current()).toBe(first);
    clock.advance(MINUTE);
    expect(await tokens.current()).not.toBe(first);
    expect(issuer.refreshes).toBe(2);
  });

  it('store a rotated refresh token at once, and keep one that was not', async () => {
    const rotating = grantAt(new TokenIssuer(clock, true));
    const before = rotating.kept.tokens?.refreshToken;
    await rotating.tokens.current();
    expect(rotating.kept.tokens?.refreshToken).not.toBe(before);
    const steady = grantAt(new TokenIssuer(clock, false));
    const kept = steady.kept.tokens?.refreshToken;
    await steady.tokens.current();
    expect(steady.kept.tokens?.refreshToken).toBe(kept);
  });

  it('take another one that is there already in place of a refused one', async () => {
    const issuer = new TokenIssuer(clock, false);
    const { tokens } = grantAt(issuer);
    const first = await tokens.current();
    expect(await tokens.renew('an older one')).toBe(first);
    expect(await tokens.renew(first)).not.toBe(first);
  });

  it('are not to be had any more once the grant is revoked, or a scope is taken away', async () => {
    const issuer = new TokenIssuer(clock, false);
    const { tokens } = grantAt(issuer);
    issuer.setScopes('a', ['openid', 'email']);
    await expect(tokens.checkScopes()).rejects.toMatchObject({ kind: 'reconnect', code: 'permission_missing' });
    issuer.revokeAll('a');
    await expect(tokens.checkScopes()).rejects.toMatchObject({ kind: 'reconnect', code: 'grant_revoked' });
  });

  it('are none when they were erased', async () => {
    const { tokens, kept } = grantAt(new TokenIssuer(clock, false));
    kept.tokens = null;
    await expect(tokens.current()).rejects.toMatchObject({ kind: 'reconnect' });
  });
});

describe('the token endpoint', () => {
  it.each([
    [503, {}, { kind: 'try_later' }],
    [400, { error: 'invalid_grant' }, { kind: 'reconnect' }],
    [400, { error: 'unsupported_grant_type' }, { kind: 'bug', code: 'misconfigured' }],
    [200, {}, { kind: 'bug', code: 'unreadable_answer' }],
  ])('that answers %s %j', async (status, body, expected) => {
    const issuer = new TokenIssuer(clock, false);
    const { tokens } = grantAt(issuer);
    issuer.refusals.push({ status, body });
    await expect(tokens.current()).rejects.toMatchObject(expected);
  });

  it('may want the secret in the header', async () => {
    const issuer = new TokenIssuer(clock, false);
    const headerOnly: HttpTransport = (request) =>
      request.body?.includes('client_secret')
        ? Promise.resolve({ status: 401, headers: new Headers(), text: '{"error":"invalid_client"}' })
        : issuer.transport(request);
    const oauth = new OAuthClient(issuer.client, headerOnly, clock);
    expect(await oauth.refresh(issuer.grant(account, ['a', 'b']))).toMatchObject({ scopes: ['a', 'b'] });
  });

  it('revokes; where there is no way to it says so; what is dead already is no error', async () => {
    const issuer = new TokenIssuer(clock, false);
    const { oauth, kept } = grantAt(issuer);
    const refreshToken = kept.tokens?.refreshToken ?? '';
    expect(await oauth.revoke(refreshToken)).toBe('revoked');
    expect(issuer.isAlive(refreshToken)).toBe(false);
    expect(await oauth.revoke(refreshToken)).toBe('revoked');
    const other = new TokenIssuer(clock, false);
    other.revocationOffered = false;
    expect(await new OAuthClient(other.client, other.transport, clock).revoke('x')).toBe('unsupported');
  });

  it.each(['http://issuer.example/token', 'http://127.0.0.1:1/token', 'not an address', undefined])(
    'is not used at %s, where it would be told the secret in the clear',
    async (endpoint) => {
      const sent: string[] = [];
      const transport: HttpTransport = ({ url }) => {
        sent.push(url);
        return Promise.resolve({
          status: 200,
          headers: new Headers(),
          text: JSON.stringify({ token_endpoint: endpoint }),
        });
      };
      const oauth = new OAuthClient({ clientId: 'c', clientSecret: 's', issuer: ISSUER }, transport, clock);
      await expect(oauth.refresh('r')).rejects.toMatchObject({ kind: 'bug', code: 'misconfigured' });
      expect(sent).toEqual([`${ISSUER}/.well-known/openid-configuration`]);
    },
  );
});

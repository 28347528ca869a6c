import { describe, expect, it } from '@jest/globals';
import { type Claims, readIdentity } from './identity.js';

const TENANT = '11111111-2222-3333-4444-555555555555';
const OBJECT = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const google = { sub: '1122', email: 'ada@acme.example', email_verified: true };
const microsoft = { sub: 'pairwise', tid: TENANT, oid: OBJECT, email: 'ada@acme.example', xms_edov: true };

describe('a Google account', () => {
  it('is its sub; the address is vouched for by email_verified', () => {
    expect(readIdentity('google', google, [])).toEqual({
      provider: 'google',
      key: '1122',
      email: 'ada@acme.example',
      emailVouched: true,
    });
  });

  it.each<[string, Claims, boolean]>([
    ['true as text', { ...google, email_verified: 'true' }, true],
    ['false', { ...google, email_verified: false }, false],
    ['missing', { ...google, email_verified: undefined }, false],
    ['1', { ...google, email_verified: 1 }, false],
    ['an object', { ...google, email_verified: {} }, false],
    ['true without an address', { ...google, email: undefined }, false],
    ['true with an empty address', { ...google, email: ' ' }, false],
    ['true with an address that is no text', { ...google, email: ['ada@acme.example'] }, false],
    ['xms_edov in its place', { ...google, email_verified: undefined, xms_edov: true }, false],
  ])('email_verified %s', (_, claims, vouched) => {
    expect(readIdentity('google', claims, [TENANT])?.emailVouched).toBe(vouched);
  });

  it.each([
    { ...google, sub: undefined },
    { ...google, sub: '' },
    { ...google, sub: 7 },
    { ...google, sub: 'a\0b' },
  ])('without a usable sub is nobody', (claims) => {
    expect(readIdentity('google', claims, [])).toBeUndefined();
  });
});

describe('a Microsoft account', () => {
  it('is its tenant and object, whatever its sub and the case of its ids', () => {
    const upper = { ...microsoft, tid: TENANT.toUpperCase(), oid: OBJECT.toUpperCase(), sub: 'other' };
    expect(readIdentity('microsoft', upper, [])).toEqual({
      provider: 'microsoft',
      key: `${TENANT}:${OBJECT}`,
      email: 'ada@acme.example',
      emailVouched: true,
    });
  });

  it.each<[string, unknown, boolean]>([
    ['true', true, true],
    ['1', 1, true],
    ['"1"', '1', true],
    ['missing', undefined, false],
    ['null', null, false],
    ['false', false, false],
    ['0', 0, false],
    ['"0"', '0', false],
    ['"false"', 'false', false],
    ['an object', {}, false],
  ])('with xms_edov %s', (_, edov, vouched) => {
    expect(readIdentity('microsoft', { ...microsoft, xms_edov: edov }, [])?.emailVouched).toBe(vouched);
  });

  it('of a pinned tenant is trusted without xms_edov, of another one is not', () => {
    const claims = { ...microsoft, xms_edov: undefined };
    expect(readIdentity('microsoft', claims, [TENANT])?.emailVouched).toBe(true);
    expect(readIdentity('microsoft', claims, ['99999999-2222-3333-4444-555555555555'])?.emailVouched).toBe(false);
  });

  it('is not vouched for by email_verified, which Microsoft does not mean', () => {
    const claims = { ...microsoft, xms_edov: undefined, email_verified: true };
    expect(readIdentity('microsoft', claims, [])?.emailVouched).toBe(false);
  });

  it.each([
    { ...microsoft, tid: undefined },
    { ...microsoft, oid: undefined },
    { ...microsoft, tid: `${TENANT}:${OBJECT}` },
    { ...microsoft, oid: 7 },
  ])('without a usable tid and oid is nobody', (claims) => {
    expect(readIdentity('microsoft', claims, [TENANT])).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { localPath } from './return-to.js';

describe('the way back after a sign-in', () => {
  it.each([
    '/',
    '/users',
    '/tickets/0198-1?tab=comments#last',
    '/tickets?search=100%25&status=open',
    '/schedule?from=2026-11-24T00%3A00Z',
    '/tickets?link=https%3A%2F%2Facme.example%2Fx',
    '/clients/%C3%84rzte',
    '/apiary',
  ])('keeps the local page %s', (path) => {
    expect(localPath(path)).toBe(path);
  });

  it.each([
    'https://evil.example',
    'HTTPS:evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '\t//evil.example',
    '/\n/evil.example',
    ' //evil.example',
    '/ /evil.example',
    '/%2f%2fevil.example',
    '/%2Fevil.example',
    '%2f%2fevil.example',
    '/%5cevil.example',
    '/%252fevil.example',
    '/%25252f%25252fevil.example',
    '/%09/evil.example',
    '/..//evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    '/%2e%2e//evil.example',
    '/users\r\nSet-Cookie: a=b',
    '/users%0d%0aSet-Cookie: a=b',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    '@evil.example',
    '.evil.example',
    'users',
    '?x',
    '#x',
    '',
    '/\u3000/evil.example',
    '/\uD800',
    '/%',
    '/%ff',
    '/api/v1/auth/google',
    '/API/v1/me',
    '/%61pi/v1/me',
    '/x/../api/v1/me',
    `/${'x'.repeat(600)}`,
    undefined,
    null,
    7,
    ['/users', '//evil.example'],
    { toString: () => '/users' },
  ])('goes home instead of %j', (value) => {
    expect(localPath(value)).toBe('/');
  });
});

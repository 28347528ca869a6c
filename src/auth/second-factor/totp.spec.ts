import { describe, expect, it } from '@jest/globals';
import { generateSync } from 'otplib';
import { qrSvg } from './qr-code.js';
import { matchTotp, newTotpSecret, totpUrl } from './totp.js';

const noon = new Date('2026-11-24T12:00:10Z');
const step = Math.floor(noon.getTime() / 30_000);
const secret = newTotpSecret();
const codeAt = (offset: number) => generateSync({ secret, epoch: (step + offset) * 30 });

describe('a secret', () => {
  it('is 160 bits in base32, another one each time', () => {
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
  });

  it('goes to the app as an otpauth address, the person’s own spelled safely', () => {
    const url = new URL(totpUrl(secret, 'ada+desk@acme.example'));
    expect(url.href).toContain('otpauth://totp/Muster:ada%2Bdesk%40acme.example?');
    expect(url.searchParams.get('secret')).toBe(secret);
    expect(url.searchParams.get('issuer')).toBe('Muster');
  });

  it('is drawn as a plain SVG', async () => {
    const svg = await qrSvg(totpUrl(secret, 'ada@acme.example'));
    expect(svg).toMatch(/^<svg [^>]*viewBox=[^>]*>.*<\/svg>$/s);
    expect(svg).not.toMatch(/script|href|onload/i);
  });
});

describe('a code', () => {
  it('is matched with its step, one step early or late included', () => {
    expect([-2, -1, 0, 1, 2].map((offset) => matchTotp(secret, codeAt(offset), noon))).toEqual([
      undefined,
      step - 1,
      step,
      step + 1,
      undefined,
    ]);
  });

  it('agrees with RFC 6238, appendix B', () => {
    const rfc = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    expect(matchTotp(rfc, '287082', new Date(59_000))).toBe(1);
    expect(matchTotp(rfc, '081804', new Date(1_111_111_109_000))).toBe(37_037_036);
    expect(matchTotp(rfc, '353130', new Date(20_000_000_000_000))).toBe(666_666_666);
  });

  it.each([
    '',
    '12345',
    '1234567',
    'abcdef',
    '12 345',
    '１２３４５６',
    '-12345',
    '1e5000',
    '123456\n',
    'x'.repeat(100_000),
  ])('that is not six digits is wrong, no error: %j', (code) => {
    expect(matchTotp(secret, code, noon)).toBeUndefined();
  });
});

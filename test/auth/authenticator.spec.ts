import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { matchTotp, newTotpSecret } from '../../src/auth/second-factor/totp.js';

const days = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 3 + month, 3, 4, 5)));

/** RFC 6238 by the letter, sharing no code with the program. */
function byTheBook(secret: string, at: Date): string {
  const bits = [...secret]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => parseInt(byte, 2)) ?? []);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const word = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(word % 1_000_000).padStart(6, '0');
}

function hasOathtool(): boolean {
  try {
    execFileSync('oathtool', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function byOathtool(secret: string, at: Date): string {
  return execFileSync('oathtool', ['--totp', '--base32', `--now=@${at.getTime() / 1000}`, secret])
    .toString()
    .trim();
}

// oathtool is a program of its own that a machine may lack; the book is always there.
const authenticators = { byTheBook, ...(hasOathtool() && { byOathtool }) };

it.each(Object.entries(authenticators))('the codes of any authenticator count: %s', (_, codeAt) => {
  const secret = newTotpSecret();
  for (const at of days) {
    expect(matchTotp(secret, codeAt(secret, at), at)).toBe(Math.floor(at.getTime() / 30_000));
  }
});

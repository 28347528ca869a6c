import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Keyring } from '../../shared/crypto/keyring.js';
import { newId, type UserId } from '../../shared/ids/ids.js';
import { backupCodeCandidates, hashBackupCode, newBackupCodes, readFactorCode } from './backup-codes.js';

const key = () => randomBytes(32);

describe('backup codes', () => {
  it('are ten different ones of ten Crockford letters', () => {
    const codes = newBackupCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
  });

  it('are hashed for one user and under a key', () => {
    const keys = new Keyring([key()]);
    const [ada, bob] = [newId<UserId>(), newId<UserId>()];
    const hash = hashBackupCode(keys, ada, '0123456789');
    expect(hash).toBe(hashBackupCode(keys, ada, '0123456789'));
    expect(hash).not.toContain('0123456789');
    expect(hash).not.toBe(hashBackupCode(keys, bob, '0123456789'));
    expect(hash).not.toBe(hashBackupCode(new Keyring([key()]), ada, '0123456789'));
  });

  it('outlive a rotation of the keys', () => {
    const old = key();
    const user = newId<UserId>();
    const stored = hashBackupCode(new Keyring([old]), user, 'ABCDEFGHJK');
    expect(backupCodeCandidates(new Keyring([key(), old]), user, 'ABCDEFGHJK')).toContain(stored);
    expect(backupCodeCandidates(new Keyring([key()]), user, 'ABCDEFGHJK')).not.toContain(stored);
  });
});

describe('what a person types into the code field', () => {
  it.each([
    ['123456', { kind: 'totp', code: '123456' }],
    [' 123 456 ', { kind: 'totp', code: '123456' }],
    ['１２３４５６', { kind: 'totp', code: '123456' }],
    ['abcde-fghjk', { kind: 'backup', code: 'ABCDEFGHJK' }],
    ['ABCDE FGHJK', { kind: 'backup', code: 'ABCDEFGHJK' }],
    ['oil00–lio11', { kind: 'backup', code: '0110011011' }],
    ['1234567890', { kind: 'backup', code: '1234567890' }],
    ['', undefined],
    ['12345', undefined],
    ['1234567', undefined],
    ['abcdefghju', undefined],
    ['abcdefghj', undefined],
    ['123456\0', undefined],
    ['1'.repeat(1_000_000), undefined],
  ])('%j', (input, read) => {
    expect(readFactorCode(input)).toEqual(read);
  });
});

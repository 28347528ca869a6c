import { expect, it } from '@jest/globals';
import { Sealer } from '../../shared/crypto/sealer.js';
import { Keyring } from '../../shared/crypto/keyring.js';
import type { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { newId, type OrgId } from '../../shared/ids/ids.js';
import { SealedTokens } from './sealed-tokens.js';

it('asks before each call whether this worker still has the calendar, and does not read the tokens of a lost one', async () => {
  const asked: string[] = [];
  const db: Pick<TenantDb, 'read'> = {
    read: () => {
      asked.push('read');
      return Promise.resolve([]);
    },
  };
  let lost = false;
  const store = {
    hold: () => {
      asked.push('hold');
      return lost ? Promise.reject(new Error('lost')) : Promise.resolve();
    },
    write: () => Promise.resolve(),
  };
  const sealer = new Sealer(new Keyring([Buffer.alloc(32, 7)]));
  const tokens = new SealedTokens(db, sealer, store, newId<OrgId>(), newId());
  expect(await tokens.read()).toBeNull();
  lost = true;
  await expect(tokens.read()).rejects.toThrow('lost');
  expect(asked).toEqual(['hold', 'read', 'hold']);
});

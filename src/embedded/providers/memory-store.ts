import type { Adapter, AdapterPayload } from 'oidc-provider';

/** What the stand-in issuers remember, for as long as the program runs. */
export class MemoryStore {
  readonly #rows = new Map<string, AdapterPayload>();

  /** The store of one kind of thing, as oidc-provider asks for it. */
  readonly adapterFor = (kind: string): Adapter => {
    const rows = this.#rows;
    const key = (id: string) => `${kind}:${id}`;
    const findBy = (field: 'uid' | 'userCode', value: string) =>
      Promise.resolve([...rows].find(([name, row]) => name.startsWith(`${kind}:`) && row[field] === value)?.[1]);
    return {
      upsert: async (id, payload) => void rows.set(key(id), payload),
      find: (id) => Promise.resolve(rows.get(key(id))),
      findByUid: (uid) => findBy('uid', uid),
      findByUserCode: (userCode) => findBy('userCode', userCode),
      consume: async (id) => {
        const row = rows.get(key(id));
        if (row) row.consumed = true;
      },
      destroy: async (id) => void rows.delete(key(id)),
      revokeByGrantId: async (grantId) => {
        for (const [name, row] of rows) if (row.grantId === grantId) rows.delete(name);
      },
    };
  };

  /** Forgets what was granted of this kind of scope for an account, and every token of it. */
  revoke(accountId: string, concerns: (scopes: string[]) => boolean): void {
    for (const [name, { accountId: owner, scope }] of this.#rows) {
      if (owner === accountId && concerns(scope?.split(' ') ?? [])) this.#rows.delete(name);
    }
  }
}

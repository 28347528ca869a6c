import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Org } from '../../../orgs/index.js';
import type { PasswordHash } from '../../../shared/crypto/secrets.js';
import { emailKey } from '../../../shared/http/fields.js';
import type { OrgId, UserId } from '../../../shared/ids/ids.js';
import { TenantDb } from '../../../shared/tenancy/tenant-db.js';
import { PasswordHasher, User } from '../../../users/index.js';
import { SignInThrottle } from '../../throttle/sign-in-throttle.js';
import { FailedSignIns } from '../failed-sign-ins.js';
import { AccessMoved, SignInCompletion, type SignInOutcome } from '../sign-in-completion.js';
import { refuseUnwelcome } from '../standing.js';
import type { Visit } from '../visit.js';
import { failPassword } from './password.errors.js';

interface Found {
  user_id: UserId;
  org_id: OrgId;
  password_hash: PasswordHash | null;
}

/** Sign-in by address and password. */
@Injectable()
export class PasswordSignIn {
  constructor(
    private readonly db: TenantDb,
    private readonly hasher: PasswordHasher,
    private readonly throttle: SignInThrottle,
    private readonly completion: SignInCompletion,
    private readonly failures: FailedSignIns,
  ) {}

  /**
   * 401 `invalid_credentials` for an unknown address, no password and a wrong one alike: each costs one look-up, the same
   * counting and one hash, and what only an existing account needs (the log) happens after the answer.
   */
  async signIn(email: string, password: string, visit: Visit): Promise<SignInOutcome> {
    const key = emailKey(email);
    const [found] = await this.db.lookup<Found>('password_of_email', [key]);
    const attempt = await this.throttle.password(visit, key, found?.user_id);
    const right = await this.hasher.verify(found?.password_hash ?? null, password);
    if (!found?.password_hash || !right) {
      if (found)
        this.failures.note({ userId: found.user_id, orgId: found.org_id }, visit.origin, { method: 'password' });
      throw failPassword('invalid_credentials');
    }
    const { user_id: userId, org_id: orgId, password_hash: verified } = found;
    const renewed = this.hasher.needsRehash(verified) ? await this.hasher.hash(password) : undefined;
    const entering = this.completion.entering(orgId, async (em) => {
      const user = await em.findOneOrFail(User, userId);
      // It was changed while this one was being checked.
      if (user.passwordHash !== verified) throw failPassword('invalid_credentials');
      refuseUnwelcome(user, await em.findOneOrFail(Org, orgId));
      if (renewed) await storeRenewed(em, user, renewed);
      return this.completion.firstFactor(em, user, 'password', visit.origin);
    });
    const outcome = await this.failures.watch({ userId, orgId }, visit.origin, { method: 'password' }, entering);
    await attempt.right();
    return outcome;
  }
}

/** The same password at today's cost: says so to the trigger that would else end every session. */
async function storeRenewed(em: EntityManager, user: User, renewed: PasswordHash): Promise<void> {
  await em.execute(`select set_config('app.rehash', ?, true)`, [user.id]);
  const stored = await em.execute<object[]>(
    'update users set password_hash = ? where id = ? and password_hash = ? returning id',
    [renewed, user.id, user.passwordHash],
  );
  if (stored.length === 0) throw new AccessMoved();
  await em.refresh(user);
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Org } from '../../orgs/index.js';
import type { SignInMethod } from '../../shared/access/sign-in-method.js';
import { hashToken } from '../../shared/crypto/secrets.js';
import type { OrgId, UserId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { User } from '../../users/index.js';
import { AccessMoved, CHALLENGE_TRIES, SignInCompletion, type SignInOutcome } from '../sign-in/sign-in-completion.js';
import { refuseUnwelcome } from '../sign-in/standing.js';
import type { Visit } from '../sign-in/visit.js';
import { SignInThrottle } from '../throttle/sign-in-throttle.js';
import { type FactorCode, readFactorCode } from './backup-codes.js';
import { ChallengeNotices } from './challenge-notices.js';
import { failChallenge } from './second-factor.errors.js';
import { SecondFactors } from './second-factors.js';

interface Found {
  id: string;
  org_id: OrgId;
  user_id: UserId;
}
type Kind = 'totp' | 'backup_code';

interface Taken {
  method: SignInMethod;
  epoch: number;
}

/** The second half of a sign-in: a challenge is answered once, in ten minutes and five tries. */
@Injectable()
export class Challenges {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly factors: SecondFactors,
    private readonly completion: SignInCompletion,
    private readonly throttle: SignInThrottle,
    private readonly notices: ChallengeNotices,
  ) {}

  /** 401 `mfa_invalid` for a wrong code, 401 `mfa_expired` for a challenge that is over, dead or unknown. */
  async answer(token: string, input: string, visit: Visit): Promise<SignInOutcome> {
    const [found] = await this.db.lookup<Found>('challenge_of_token', [hashToken(token)]);
    if (!found) throw failChallenge('mfa_expired');
    const code = readFactorCode(input);
    const kind = code?.kind === 'backup' ? 'backup_code' : 'totp';
    const attempt = await this.throttle.secondFactor(visit, kind, found.user_id);
    try {
      const outcome = await this.judge(found, code, kind, visit);
      await attempt.right();
      return outcome;
    } catch (error) {
      this.notices.refused(found, kind, visit, error);
      throw error;
    }
  }

  private async judge(found: Found, code: FactorCode | undefined, kind: Kind, visit: Visit): Promise<SignInOutcome> {
    // A wrong code must not undo the counting of its try, so it leaves the transaction as a value.
    const outcome = await this.completion.entering(found.org_id, async (em) => {
      const taken = await this.takeTry(em, found.id);
      const user = await em.findOne(User, found.user_id);
      if (!taken || !user || user.accessEpoch !== taken.epoch) return 'mfa_expired';
      if (!code || !(await this.factors.spend(em, user.id, code))) return 'mfa_invalid';
      refuseUnwelcome(user, await em.findOneOrFail(Org, user.orgId));
      await em.execute('update challenges set finished_at = ? where id = ?', [this.clock.now(), found.id]);
      await em.refresh(user);
      if (user.accessEpoch !== taken.epoch) throw new AccessMoved();
      if (code.kind === 'backup') this.notices.backupCodeUsed(em, user, visit);
      return this.completion.secondFactor(em, user, taken.method, visit.origin, kind);
    });
    if (typeof outcome === 'string') throw failChallenge(outcome);
    return outcome;
  }

  /** One statement, so that any number of simultaneous answers get five tries between them. */
  private async takeTry(em: EntityManager, id: string): Promise<Taken | undefined> {
    const [taken] = await em.execute<Taken[]>(
      `update challenges set tries = tries + 1
       where id = ? and tries < ? and finished_at is null and expires_at > ? returning method, epoch`,
      [id, CHALLENGE_TRIES, this.clock.now()],
    );
    return taken;
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { MailPromises } from '../../mail/index.js';
import type { OrgId, UserId } from '../../shared/ids/ids.js';
import type { User } from '../../users/index.js';
import { FailedSignIns } from '../sign-in/failed-sign-ins.js';
import type { Visit } from '../sign-in/visit.js';

/** Who is told of what happens at a challenge: the log, and the person by mail. */
@Injectable()
export class ChallengeNotices {
  constructor(
    private readonly mails: MailPromises,
    private readonly failures: FailedSignIns,
  ) {}

  backupCodeUsed(em: EntityManager, user: User, { origin }: Visit): void {
    const left = user.backupCodesLeft;
    this.mails.promise(em, { template: 'backup_code_used', userId: user.id, origin, left });
  }

  /** A wrong code, a challenge that is over, somebody who is shut out meanwhile. */
  refused(
    found: { org_id: OrgId; user_id: UserId },
    secondFactor: 'totp' | 'backup_code',
    { origin }: Visit,
    error: unknown,
  ): void {
    this.failures.refused({ orgId: found.org_id, userId: found.user_id }, origin, { secondFactor }, error);
  }
}

import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { User } from '../user.entity.js';
import type { UpdateMe } from './profile.dto.js';

/** A person's own name. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
  ) {}

  async rename(actor: Actor, { name }: UpdateMe): Promise<void> {
    await this.db.writeAccess(actor.orgId, async (em) => {
      const user = await em.findOneOrFail(User, { id: actor.userId });
      if (name === user.name) return;
      this.audit.record(em, {
        action: 'user.renamed',
        actor,
        origin: actor.origin,
        target: { type: 'user', id: user.id, name: user.name },
        details: { from: user.name, to: name },
      });
      user.name = name;
      user.updatedAt = this.clock.now();
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/access/actor.js';
import { fail, invalid } from '../../shared/errors/common.errors.js';
import { fenced, TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { User } from '../user.entity.js';
import type { Onboarding, UpdateOnboarding } from './onboarding.dto.js';
import { SetupFacts } from './setup-facts.js';
import { setupGuide, STEPS_OF } from './setup-steps.js';

interface Row {
  onboarding_status: 'pending' | 'completed';
  onboarding_step: string | null;
  mfa_enabled: boolean;
  colleagues: boolean;
}

const STATE = fenced(
  'onboarding',
  `select u.onboarding_status, u.onboarding_step, u.mfa_enabled,
     exists (select from users c where c.org_id = fence.org and c.id <> u.id) as colleagues
   from users u where u.org_id = fence.org and u.id = $2`,
);

/** Where a person is in the setup guide: kept here, so that it goes on where it was left, on whatever device. */
@Injectable()
export class OnboardingService {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly facts: SetupFacts,
  ) {}

  async find(actor: Actor): Promise<Onboarding> {
    const [row] = await this.db.read<Row>(actor.orgId, STATE, [actor.userId]);
    if (!row) throw fail('not_found');
    const told = await this.facts.of(actor, STEPS_OF[actor.role]);
    const status = row.onboarding_status;
    const facts = { ...told, two_factor: row.mfa_enabled, invite: row.colleagues };
    // A role may have changed since: a step of another guide is the start of this one.
    const step = STEPS_OF[actor.role].find((known) => known === row.onboarding_step) ?? null;
    return { status, step, steps: setupGuide(actor.role, { status, reached: step, facts }) };
  }

  /** 422 for a step that the guide of the caller's role does not have. */
  async update(actor: Actor, { status, step }: UpdateOnboarding): Promise<void> {
    if (step && !STEPS_OF[actor.role].includes(step)) throw invalid('step', 'is no step of your setup guide');
    await this.db.writeAccess(actor.orgId, async (em) => {
      const user = await em.findOneOrFail(User, { id: actor.userId });
      user.onboardingStatus = status;
      user.onboardingStep = step ?? null;
      user.updatedAt = this.clock.now();
    });
  }
}

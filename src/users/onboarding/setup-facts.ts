import { Injectable } from '@nestjs/common';
import type { OrgId, UserId } from '../../shared/ids/ids.js';
import type { Facts, SetupStep } from './setup-steps.js';

export type SetupFact = (person: { orgId: OrgId; userId: UserId }) => Promise<boolean>;

/** What is so of a person, asked of the modules that know: each tells here of its own fact when it starts. */
@Injectable()
export class SetupFacts {
  private readonly facts = new Map<SetupStep, SetupFact>();

  tell(step: SetupStep, fact: SetupFact): void {
    this.facts.set(step, fact);
  }

  async of(person: { orgId: OrgId; userId: UserId }, steps: readonly SetupStep[]): Promise<Facts> {
    const known = steps.flatMap((step) => {
      const fact = this.facts.get(step);
      return fact ? [fact(person).then((so) => [step, so] as const)] : [];
    });
    return Object.fromEntries(await Promise.all(known));
  }
}

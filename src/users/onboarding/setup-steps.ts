import type { Role } from '../../shared/access/permissions.js';

/** What a setup guide can lead through. Those that are facts are ticked by the fact, the others by having been passed. */
export const SETUP_STEPS = ['invite', 'two_factor', 'tickets', 'look_around', 'calendar'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

export const STEPS_OF: Record<Role, readonly SetupStep[]> = {
  admin: ['invite', 'two_factor', 'calendar'],
  technician: ['tickets', 'calendar'],
  viewer: ['look_around'],
};

export type Facts = Partial<Record<SetupStep, boolean>>;

/**
 * A person's steps with their ticks. `reached` is the step where they are (null: not begun), `facts` what is so; a step
 * without a fact is done when it was passed, or the guide was completed.
 */
export function setupGuide(
  role: Role,
  { status, reached, facts }: { status: 'pending' | 'completed'; reached: string | null; facts: Facts },
): { step: SetupStep; done: boolean }[] {
  const steps = STEPS_OF[role];
  const at = steps.findIndex((step) => step === reached);
  return steps.map((step, i) => ({ step, done: facts[step] ?? (status === 'completed' || i < at) }));
}

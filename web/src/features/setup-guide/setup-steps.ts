import type { Me, OnboardingStep } from '../../api/client';

export type SetupStep = OnboardingStep['step'];

/** Where each step is done, and what is lit up there: the first of these that can be seen. */
export const places: Record<SetupStep, { to: (me: Me) => string; lit: string }> = {
  invite: { to: () => '/users', lit: '[data-tour="invite"]' },
  two_factor: { to: () => '/account/security', lit: '[data-tour="two_factor"]' },
  calendar: { to: () => '/account/calendars', lit: '[data-tour="calendar"]' },
  tickets: { to: (me) => `/tickets?assignee=${me.id}`, lit: '#main [role="search"]' },
  look_around: { to: () => '/tickets', lit: '[data-tour="look_around"]' },
};

/** What a link to such a place carries: the page lights it up once it stands. */
export interface TourState {
  tour: SetupStep;
}

export function tourOf(state: unknown): SetupStep | null {
  const step = typeof state === 'object' && state !== null && 'tour' in state ? state.tour : null;
  return typeof step === 'string' && step in places ? (step as SetupStep) : null;
}

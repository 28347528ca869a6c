import { slugOf } from '../../orgs/index.js';

const NUMBERED = 20;

/**
 * Slugs for a new organization, the nicest first, in the end one with `random` that nobody has. Reserved ones are left
 * out: whoever bears the system organization's slug before it exists would become system admin.
 */
export function slugCandidates(orgName: string, reserved: readonly string[], random: string): string[] {
  const base = slugOf(orgName);
  const numbered = Array.from({ length: NUMBERED }, (_, i) => `${base}-${i + 2}`);
  return [base, ...numbered, `${base}-${random}`].filter((slug) => !reserved.includes(slug));
}

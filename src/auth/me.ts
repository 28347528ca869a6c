import { permissionsOf } from '../shared/access/permissions.js';
import { avatarUrl } from '../users/index.js';
import type { Me } from './auth.dto.js';
import type { LiveSession } from './sessions/live-sessions.js';

/** What `GET /me` and every sign-in answer, from the live session alone: no query when it is warm. */
export function meView({ user, org }: LiveSession, isSystemAdmin: boolean): Me {
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: user.role,
    status: user.status,
    avatarUrl: avatarUrl(user.id, user.avatarKey),
    hasPassword: user.hasPassword,
    mfa: { enabled: user.mfaEnabled, backupCodesLeft: user.backupCodesLeft },
    lastSignIn:
      user.lastSignInMethod && user.lastSignInAt
        ? { method: user.lastSignInMethod, at: new Date(user.lastSignInAt).toISOString() }
        : null,
    org: { id: org.id, name: org.name, slug: org.slug, plan: org.plan, timeZone: org.timeZone, currency: org.currency },
    isSystemAdmin,
    permissions: permissionsOf(user.role),
    onboarding: { status: user.onboardingStatus, step: user.onboardingStep },
    mustChangePassword: user.mustChangePassword,
  };
}

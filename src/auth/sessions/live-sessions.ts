import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { AccessChanges, type AccessChange } from '../../shared/access/access-changes.js';
import type { Role } from '../../shared/access/permissions.js';
import type { SignInMethod } from '../../shared/access/sign-in-method.js';
import type { OrgId, SessionId, UserId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock, DAY, MINUTE, SECOND } from '../../shared/time/clock.js';

export const SESSION_IDLE = 7 * DAY;
export const SESSION_ABSOLUTE = 30 * DAY;

/** In SQL: a request with the cookie of a session `s` of a person `u` would find it alive. The places are of the moments before which it ended. */
export const aliveSession = (idle: string, absolute: string) =>
  `s.ended_at is null and s.epoch = u.access_epoch and s.last_seen_at > ${idle} and s.created_at > ${absolute}`;
const REMEMBERED = 5 * SECOND;
const TOUCH = MINUTE;

/** A session with its user and organization as they are now. Times are ISO 8601. */
export interface LiveSession {
  session: { id: SessionId; method: SignInMethod; createdAt: string; lastSeenAt: string; authenticatedAt: string };
  user: {
    id: UserId;
    name: string;
    email: string;
    role: Role;
    status: 'invited' | 'active' | 'deactivated';
    avatarKey: string | null;
    hasPassword: boolean;
    mustChangePassword: boolean;
    mfaEnabled: boolean;
    backupCodesLeft: number;
    lastSignInMethod: SignInMethod | null;
    lastSignInAt: string | null;
    onboardingStatus: 'pending' | 'completed';
    onboardingStep: string | null;
  };
  org: {
    id: OrgId;
    name: string;
    slug: string;
    plan: string;
    status: 'active' | 'suspended' | 'deleting';
    timeZone: string;
    currency: string;
  };
}

/**
 * Answers who a session is, fresh: from memory only while this process hears of every change, and for seconds at most
 * even then. A look-up that a change overtakes is not remembered.
 */
@Injectable()
export class LiveSessions {
  private readonly remembered = new LRUCache<SessionId, LiveSession>({ max: 10_000, ttl: REMEMBERED });
  private changes = 0;

  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly accessChanges: AccessChanges,
  ) {
    accessChanges.onChange((change) => this.forget(change));
  }

  /** Undefined where it ended, idled out, or its user's epoch moved on. */
  async find(id: SessionId): Promise<LiveSession | undefined> {
    let live = this.accessChanges.listening ? this.remembered.get(id) : undefined;
    if (!live) {
      const before = this.changes;
      const [row] = await this.db.lookup<{ access_of_session: LiveSession | null }>('access_of_session', [id]);
      live = row?.access_of_session ?? undefined;
      if (live && this.accessChanges.listening && before === this.changes) this.remembered.set(id, live);
    }
    if (!live || !this.inTime(live)) return undefined;
    await this.touch(live);
    return live;
  }

  private inTime({ session }: LiveSession): boolean {
    const now = this.clock.now().getTime();
    return (
      now - Date.parse(session.lastSeenAt) < SESSION_IDLE && now - Date.parse(session.createdAt) < SESSION_ABSOLUTE
    );
  }

  /** At most once a minute, so that a busy session is no stream of writes. */
  private async touch(live: LiveSession): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - Date.parse(live.session.lastSeenAt) < TOUCH) return;
    live.session.lastSeenAt = now.toISOString();
    await this.db.write(live.org.id, (em) =>
      em.execute('update sessions set last_seen_at = ? where id = ?', [now, live.session.id]),
    );
  }

  private forget(change: AccessChange): void {
    this.changes++;
    if (change.kind === 'everything') return this.remembered.clear();
    if (change.kind === 'session') return void this.remembered.delete(change.id as SessionId);
    for (const [id, live] of this.remembered.entries()) {
      if ((change.kind === 'user' ? live.user.id : live.org.id) === change.id) this.remembered.delete(id);
    }
  }
}

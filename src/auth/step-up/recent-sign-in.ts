import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/access/actor.js';
import { Clock, MINUTE } from '../../shared/time/clock.js';
import { LiveSessions } from '../sessions/live-sessions.js';
import { failStepUp } from './step-up.errors.js';

/** How long a completed sign-in, or a confirmation, stands for the person being there. */
export const RECENT = 15 * MINUTE;

/** Asked before what cannot be undone. */
@Injectable()
export class RecentSignIn {
  constructor(
    private readonly sessions: LiveSessions,
    private readonly clock: Clock,
  ) {}

  /** 403 `recent_sign_in_required` unless the caller's session was signed in to, or confirmed, within 15 minutes. */
  async require(actor: Actor): Promise<void> {
    const live = await this.sessions.find(actor.sessionId);
    const since = live ? this.clock.now().getTime() - Date.parse(live.session.authenticatedAt) : Infinity;
    if (since > RECENT) throw failStepUp('recent_sign_in_required');
  }
}

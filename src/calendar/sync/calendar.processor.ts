import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import type { OrgId } from '../../shared/ids/ids.js';
import { JobHandler } from '../../shared/queue/job-handler.decorator.js';
import type { JobContext, JobResult } from '../../shared/queue/job.js';
import { Clock, DAY, HOUR, MINUTE, SECOND } from '../../shared/time/clock.js';
import { workCalendar } from '../calendar.jobs.js';
import { ConnectionEnding } from '../connections/connection-ending.js';
import { CalendarProviders } from '../providers/calendar-providers.js';
import { ProviderError, type ProviderErrorCode } from '../providers/provider-error.js';
import { ConnectionLease, pauseAfter, type Due, type LeasedConnection } from './connection-lease.js';
import { LeaseLost } from './connection-store.js';
import { nextSweep } from './sweep-times.js';
import { SyncRuns, type SyncRun } from './sync-runs.js';

/** A ticket that was written this recently is left for a moment: who drags it about makes one call of it. */
const SETTLING = 2 * SECOND;
/** A disconnect that the provider does not let us finish is finished without it. */
const GIVE_UP = 7 * DAY;
/** So often a disconnect looks before it lets the provider come to rest. */
const LOOKS = 5;
/** After an outage of this length the whole calendar is looked at. */
const OUTAGE = 10 * MINUTE;

/**
 * Sees to what was asked of one calendar until nothing is left. What goes wrong at the provider is this module's own to retry, for as
 * long as it takes: the job itself only fails where something of ours is down.
 */
@Injectable()
export class CalendarProcessor {
  private readonly logger = new Logger(CalendarProcessor.name);

  constructor(
    private readonly clock: Clock,
    private readonly providers: CalendarProviders,
    private readonly runs: SyncRuns,
    private readonly leases: ConnectionLease,
    private readonly ending: ConnectionEnding,
  ) {}

  @JobHandler(workCalendar)
  async work({ connectionId }: { connectionId: string }, { orgId }: JobContext): Promise<JobResult> {
    const lease = await this.leases.take(orgId, connectionId);
    // Whoever has it sees to what this job was for; if they die, the poller tells.
    if (!lease) return 'done';
    try {
      if (!this.providers.client(lease.provider)) {
        throw new ProviderError({ kind: 'bug', code: 'misconfigured' }, `${lease.provider} is not configured`);
      }
      await this.drain(this.runs.open(orgId, connectionId, lease));
    } catch (error) {
      if (error instanceof LeaseLost) return 'done';
      await this.afterFailure(orgId, connectionId, lease, error as Error);
    }
    return 'done';
  }

  private async drain(run: SyncRun): Promise<void> {
    const { orgId, connectionId, lease } = run;
    const { failingSince } = lease;
    let error: ProviderErrorCode | null = null;
    let sweepFirst = failingSince !== null && failingSince <= this.clock.in(-OUTAGE);
    for (;;) {
      const due = await this.leases.due(orgId, connectionId);
      if (!due.orgActive) return this.leases.release(orgId, connectionId, lease);
      if (due.sweep || sweepFirst) {
        const swept = await this.sweep(run, due);
        if (swept === 'ended') return;
        if (swept === 'suspended') continue;
        error = swept;
        sweepFirst = false;
      }
      const todo = await run.store.todo();
      for (const { ticketId, writtenAt } of todo) {
        const wait = writtenAt === null ? 0 : writtenAt.getTime() + SETTLING - this.clock.now().getTime();
        if (wait > 0) await pause(Math.min(wait, SETTLING));
        await run.reconciler.sync(ticketId);
      }
      if (todo.length > 0) continue;
      if (await this.leases.finish(orgId, connectionId, lease, { ...due, error })) return;
    }
  }

  /**
   * Null when all went well. Where the provider refuses the list, it is asked again in an hour; where it refuses an event,
   * that one waits for its next change or the next night. Neither holds up anything else.
   */
  private async sweep(run: SyncRun, due: Due): Promise<ProviderErrorCode | 'ended' | 'suspended' | null> {
    const { orgId, connectionId } = run;
    if (due.phase === 'disconnecting') return this.disconnect(run);
    try {
      await run.reconciler.sweep();
      await this.leases.swept(orgId, connectionId, due, nextSweep(connectionId, this.clock.now()));
      return null;
    } catch (error) {
      if (!(error instanceof ProviderError && error.isAboutOneEvent)) throw error;
      this.logger.warn({ connectionId, code: error.code, status: error.status }, error.message);
      await this.leases.swept(orgId, connectionId, due, this.clock.in(HOUR));
      return error.code;
    }
  }

  private async disconnect({ orgId, connectionId, lease, ...run }: SyncRun): Promise<'ended' | 'suspended'> {
    if (!(await this.empty(run))) return 'suspended';
    const tokens = await run.tokens.read();
    // Connected again meanwhile: then this grant is the one that is wanted.
    await run.store.hold();
    if (tokens) await this.providers.oauth(lease.provider).revoke(tokens.refreshToken).catch(unlessLater);
    await this.ending.finish(orgId, connectionId, lease.leaseId);
    return 'ended';
  }

  /** A call that was given up may come through late: only a look that finds nothing is the last one. False while none may be taken. */
  private async empty({ reconciler }: Pick<SyncRun, 'reconciler'>): Promise<boolean> {
    for (let look = 0; look < LOOKS; look++) {
      const outcome = await reconciler.sweep();
      if (!outcome) return false;
      if (outcome.found === 0) return true;
      if (outcome.refused > 0) {
        throw new ProviderError(
          { kind: 'try_later', code: 'refused' },
          `${outcome.refused} events could not be removed`,
        );
      }
    }
    throw new ProviderError({ kind: 'try_later', code: 'unavailable' }, 'the calendar still shows what was removed');
  }

  private async afterFailure(orgId: OrgId, connectionId: string, lease: LeasedConnection, error: Error): Promise<void> {
    const fault = error instanceof ProviderError ? error : undefined;
    const { phase } = await this.leases.due(orgId, connectionId);
    if (fault) this.logger.warn({ connectionId, code: fault.code, status: fault.status }, fault.message);
    else this.logger.error(`calendar ${connectionId}: ${error.stack}`);
    const hopeless = lease.failingSince !== null && lease.failingSince <= this.clock.in(-GIVE_UP);
    if (phase === 'disconnecting' && (fault?.kind === 'reconnect' || hopeless)) {
      return this.ending.finish(orgId, connectionId, lease.leaseId);
    }
    if (fault?.kind === 'reconnect') return this.ending.lose(orgId, connectionId, lease.leaseId, fault.code);
    // What concerns the whole calendar and is refused is asked again in an hour: somebody may mend it there.
    const retryAfter = fault?.kind === 'bug' ? HOUR : fault?.retryAfter;
    await this.leases.pause(orgId, connectionId, lease, {
      error: fault?.code ?? 'unavailable',
      retryAfter: pauseAfter(lease.failures, retryAfter),
    });
  }
}

/** A grant that cannot be revoked because it is dead, or for good, is as good as revoked. */
function unlessLater(error: unknown): void {
  if (!(error instanceof ProviderError) || error.kind === 'try_later') throw error;
}

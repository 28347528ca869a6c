import { describe, expect, it } from '@jest/globals';
import type { UserId } from '../../shared/ids/ids.js';
import type { ConnectionNow, TicketNow } from './desired-event.js';
import { goneEvent, NEVER_SEEN, planSync, type KnownEvent } from './plan-sync.js';

const USER = '0198c0de-0000-7000-8000-000000000001' as UserId;
const OTHER = '0198c0de-0000-7000-8000-000000000002' as UserId;
const before = new Date('2026-07-01T09:00:00Z');
const after = new Date('2026-07-01T12:00:00Z');
const connection: ConnectionNow = {
  id: 'c',
  userId: USER,
  phase: 'connected',
  assignable: true,
  orgActive: true,
  timeZone: 'Europe/Berlin',
  ticketsUrl: 'https://desk.example/tickets',
};
const ticket: TicketNow = {
  id: 't',
  number: 7,
  subject: 'Printer jams',
  description: null,
  status: 'open',
  clientName: null,
  assigneeId: USER,
  scheduledStart: new Date('2026-07-01T10:00:00Z'),
  scheduledEnd: null,
  allDay: false,
};
const first = planSync({ ticket, connection, known: NEVER_SEEN, now: before });
if (first.kind !== 'insert') throw new Error('expected an insert');
const present: KnownEvent = {
  phase: 'present',
  generation: 1,
  externalId: 'e',
  etag: '"1"',
  hash: first.hash,
  endsAt: first.endsAt,
};
const begun: KnownEvent = { ...NEVER_SEEN, phase: 'writing' };
const dirty: KnownEvent = { ...present, phase: 'writing', hash: null, endsAt: null };
const gone = goneEvent(present);
const moved = { ...ticket, scheduledStart: new Date('2026-07-02T10:00:00Z') };
const closed: TicketNow = { ...ticket, status: 'closed' };
const elsewhere = { ...ticket, assigneeId: OTHER };
const viewer = { assignable: false };
const leaving = { phase: 'disconnecting' } as const;
const dead = { phase: 'reconnect_required' } as const;
const suspended = { orgActive: false };

type Case = [string, TicketNow | null, Partial<ConnectionNow>, KnownEvent, Date, string];

describe('what to do', () => {
  it.each<Case>([
    // Scheduled and assigned.
    ['first seen', ticket, {}, NEVER_SEEN, before, 'insert 1'],
    ['an insert was begun', ticket, {}, begun, before, 'insert 1, look first'],
    ['in step', ticket, {}, present, before, 'nothing: in_step'],
    ['a write was begun', ticket, {}, dirty, before, 'update e if "1"'],
    ['removed before', ticket, {}, gone, before, 'insert 2'],
    // Changed.
    ['rescheduled', moved, {}, present, before, 'update e if "1"'],
    ['retitled', { ...ticket, subject: 'Printer burns' }, {}, present, before, 'update e if "1"'],
    ['client named', { ...ticket, clientName: 'Bakery' }, {}, present, before, 'update e if "1"'],
    ['all day', { ...ticket, allDay: true }, {}, present, before, 'update e if "1"'],
    ['priority and such', { ...ticket, status: 'in_progress' }, {}, present, before, 'nothing: in_step'],
    ['another zone', ticket, { timeZone: 'Asia/Tokyo' }, present, before, 'update e if "1"'],
    // Leaves.
    ['reassigned, on this side', elsewhere, {}, present, before, 'remove e: other_assignee'],
    ['reassigned, never there', elsewhere, {}, NEVER_SEEN, before, 'nothing: other_assignee'],
    ['reassigned while an insert hangs', elsewhere, {}, begun, before, 'remove generation 1: other_assignee'],
    ['unscheduled', { ...ticket, scheduledStart: null }, {}, present, before, 'remove e: not_scheduled'],
    ['deleted', null, {}, present, before, 'remove e: ticket_deleted'],
    ['deleted while a write hangs', null, {}, dirty, before, 'remove e: ticket_deleted'],
    ['closed', closed, {}, present, before, 'remove e: resolved'],
    ['reopened', ticket, {}, gone, before, 'insert 2'],
    ['role to viewer', ticket, viewer, present, before, 'remove e: not_assignable'],
    // Over.
    ['over and never there', ticket, {}, NEVER_SEEN, after, 'nothing: over'],
    ['over and there', ticket, {}, present, after, 'nothing: in_step'],
    ['over and retitled', { ...ticket, subject: 'Printer burns' }, {}, present, after, 'update e if "1"'],
    ['over and closed', closed, {}, present, after, 'nothing: in_step'],
    ['over and closed and the write hangs', closed, {}, dirty, after, 'update e if "1"'],
    ['over, and its assignee a viewer now', ticket, viewer, present, after, 'nothing: in_step'],
    [
      'moved into the past and closed at once',
      { ...closed, scheduledStart: new Date('2026-06-01T10:00:00Z') },
      {},
      present,
      before,
      'update e if "1"',
    ],
    ['over and reassigned', elsewhere, {}, present, after, 'remove e: other_assignee'],
    // The connection.
    ['disconnecting', ticket, leaving, present, before, 'remove e: disconnecting'],
    ['disconnecting, over', ticket, leaving, present, after, 'nothing: over'],
    ['disconnecting, over and deleted', null, leaving, present, after, 'nothing: over'],
    [
      'disconnecting, over here but not in the calendar',
      ticket,
      leaving,
      { ...present, endsAt: new Date('2026-07-09T00:00:00Z') },
      after,
      'nothing: in_step',
    ],
    ['disconnecting, never there', ticket, leaving, NEVER_SEEN, before, 'nothing: disconnecting'],
    ['disconnecting while an insert hangs', ticket, leaving, begun, before, 'remove generation 1: disconnecting'],
    ['the grant is dead', moved, dead, present, before, 'nothing: reconnect_required'],
    ['suspended', moved, suspended, present, before, 'nothing: suspended'],
    ['suspended and deleted', null, suspended, present, before, 'nothing: suspended'],
  ])('%s', (_, given, changes, known, now, expected) => {
    const action = planSync({ ticket: given, connection: { ...connection, ...changes }, known, now });
    const told = {
      nothing: () => `nothing: ${'why' in action ? action.why : ''}`,
      insert: () => action.kind === 'insert' && `insert ${action.generation}${action.lookFirst ? ', look first' : ''}`,
      update: () => action.kind === 'update' && `update ${action.externalId} if ${action.etag}`,
      remove: () =>
        action.kind === 'remove' && `remove ${action.externalId ?? `generation ${action.generation}`}: ${action.why}`,
    }[action.kind]();
    expect(told).toBe(expected);
  });

  it('says nothing of comments, attendees or priority', () => {
    expect(Object.keys(first.content)).toEqual(['title', 'description', 'time']);
  });
});

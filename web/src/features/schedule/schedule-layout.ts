import type { Person, Ticket } from '../../api/client';
import { addDays, daysBetween, localMinute, minuteOfDay } from '../../components/zoned-time';
import { endOf, lastDayOf } from '../tickets/ticket-when';

export type Visit = Ticket & { scheduledStart: string };

/** The part of a visit that lies on one day; minutes since midnight on the organization's wall. */
export interface Block {
  visit: Visit;
  /** 0 for the week's first day. */
  day: number;
  from: number;
  to: number;
  /** Beside which of the others that overlap it stands, of how many. */
  lane: number;
  lanes: number;
  /** Days since the visit's start: 0 for its first part. */
  part: number;
  /** When the whole visit starts, minutes since midnight of that day; of its first part `from`. */
  starts: number;
  /** Numbers of the person's visits that really take the same time: none of all-day ones, and none where nobody goes. */
  overlaps: number[];
}

export interface Row {
  /** Null for what nobody has. */
  person: Person | null;
  timed: Block[];
  allDay: Block[];
}

/** The hours that the board shows, minutes since midnight. */
export interface Hours {
  from: number;
  to: number;
}

export const step = 15;
const usual: Hours = { from: 8 * 60, to: 18 * 60 };

export function weekOf(first: string): string[] {
  return Array.from({ length: 7 }, (_, index) => addDays(first, index));
}

function isVisit(ticket: Ticket): ticket is Visit {
  return ticket.scheduledStart !== null;
}

/** A row for everyone who can be given work, one for everyone else who has a visit this week, one for nobody. */
export function rowsOf(
  tickets: readonly Ticket[],
  people: readonly Person[],
  days: readonly string[],
  zone: string,
): Row[] {
  const visits = tickets.filter(isVisit);
  const others = visits
    .map((visit) => visit.assignee)
    .filter((one): one is Person => one !== null && !people.some((person) => person.id === one.id));
  const all = [null, ...people, ...new Map(others.map((one) => [one.id, one])).values()];
  return all
    .map((person) => {
      const own = visits.filter((visit) => visit.assigneeId === (person?.id ?? null));
      const timed = laid(own.filter((visit) => !visit.allDay).flatMap((visit) => timedBlocks(visit, days, zone)));
      return {
        person,
        timed: person ? withOverlaps(timed, zone) : timed,
        allDay: laid(own.filter((visit) => visit.allDay).flatMap((visit) => dayBlocks(visit, days, zone))),
      };
    })
    .filter(
      (row) =>
        row.person === null ||
        people.some((one) => one.id === row.person?.id) ||
        row.timed.length + row.allDay.length > 0,
    );
}

/** Where the whole visit starts, whichever of its parts this is: a day that may lie before the week, and its minute. */
export function startOf({ day, part, starts }: Block): { day: number; minutes: number } {
  return { day: day - part, minutes: starts };
}

const alone: Pick<Block, 'lane' | 'lanes' | 'overlaps'> = { lane: 0, lanes: 1, overlaps: [] };

function timedBlocks(visit: Visit, days: readonly string[], zone: string): Block[] {
  const start = localMinute(Date.parse(visit.scheduledStart), zone);
  const end = localMinute(endOf(visit, zone), zone);
  const firstDay = days[0] ?? '';
  const from = daysBetween(firstDay, start.slice(0, 10));
  const last = daysBetween(firstDay, end.slice(0, 10));
  const blocks: Block[] = [];
  for (let day = Math.max(0, from); day <= Math.min(days.length - 1, last); day += 1) {
    const begins = day === from ? minuteOfDay(start) : 0;
    const ends = day === last ? minuteOfDay(end) : 1440;
    // An end at midnight takes nothing of its day; a repeated hour can end "before" it begins.
    if (day > from && ends === 0) continue;
    const starts = minuteOfDay(start);
    blocks.push({ ...alone, visit, day, from: begins, to: Math.max(ends, begins + step), part: day - from, starts });
  }
  return blocks;
}

function dayBlocks(visit: Visit, days: readonly string[], zone: string): Block[] {
  const firstDay = days[0] ?? '';
  const from = daysBetween(firstDay, localMinute(Date.parse(visit.scheduledStart), zone).slice(0, 10));
  const last = daysBetween(firstDay, lastDayOf(visit, zone));
  const blocks: Block[] = [];
  for (let day = Math.max(0, from); day <= Math.min(days.length - 1, last); day += 1) {
    blocks.push({ ...alone, visit, day, from: 0, to: 1440, part: day - from, starts: 0 });
  }
  return blocks;
}

/** Which visits overlap by their instants, not by how they are drawn: a short one is drawn longer than it lasts. */
function withOverlaps(blocks: readonly Block[], zone: string): Block[] {
  const during = ({ visit: one }: Block, { visit: other }: Block) =>
    one.id !== other.id &&
    Date.parse(one.scheduledStart) < endOf(other, zone) &&
    Date.parse(other.scheduledStart) < endOf(one, zone);
  return blocks.map((one) => ({
    ...one,
    overlaps: blocks.filter((other) => other.day === one.day && during(one, other)).map(({ visit }) => visit.number),
  }));
}

/** Puts blocks of one person that are drawn over each other side by side. */
function laid(blocks: Block[]): Block[] {
  const sorted = blocks.toSorted((a, b) => a.day - b.day || a.from - b.from || b.to - a.to);
  let cluster: Block[] = [];
  let clusterEnd = -1;
  let clusterDay = -1;
  const close = () => {
    const lanes = Math.max(1, ...cluster.map((one) => one.lane + 1));
    for (const one of cluster) one.lanes = lanes;
    cluster = [];
  };
  for (const one of sorted) {
    if (one.day !== clusterDay || one.from >= clusterEnd) {
      close();
      clusterEnd = -1;
      clusterDay = one.day;
    }
    const taken = new Set(cluster.filter((other) => other.to > one.from).map((other) => other.lane));
    while (taken.has(one.lane)) one.lane += 1;
    cluster.push(one);
    clusterEnd = Math.max(clusterEnd, one.to);
  }
  close();
  return sorted;
}

/** The usual hours, and more where a visit lies outside of them; whole hours. */
export function hoursOf(rows: readonly Row[]): Hours {
  let { from, to } = usual;
  for (const { timed } of rows) {
    for (const one of timed) {
      from = Math.min(from, Math.floor(one.from / 60) * 60);
      to = Math.max(to, Math.ceil(one.to / 60) * 60);
    }
  }
  return { from, to };
}

/** Most all-day visits that one day of a row has. */
export function allDayLanes(row: Row): number {
  return Math.max(0, ...row.allDay.map((one) => one.lanes));
}

import { Injectable } from '@nestjs/common';
import { MemberDirectory } from '../member-directory.js';
import type { Member } from '../team/team-lock.js';
import type { Holdings } from './holdings.dto.js';

type Part = (person: Member) => Promise<Partial<Holdings>>;

/** What somebody holds, asked of the modules that know: each tells here of its own part when it starts. */
@Injectable()
export class HoldingsService {
  private readonly parts: Part[] = [];

  constructor(private readonly directory: MemberDirectory) {}

  tell(part: Part): void {
    this.parts.push(part);
  }

  /** 404 for a person of another organization. */
  async of(person: Member): Promise<Holdings> {
    await this.directory.one(person.orgId, person.userId);
    const told = await Promise.all(this.parts.map((part) => part(person)));
    const none: Holdings = { openTickets: 0, scheduledVisits: 0, calendars: [], sessions: 0, links: 0 };
    return told.reduce<Holdings>((all, part) => ({ ...all, ...part }), none);
  }
}

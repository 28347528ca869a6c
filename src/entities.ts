import { AuditEntry } from './audit/index.js';
import { BackupCode, Challenge, ProviderAccount, Session, TotpFactor } from './auth/index.js';
import { CalendarConnection, CalendarEvent, CalendarFeed } from './calendar/index.js';
import { Client, Comment, MoneyEntry, Quote, Ticket } from './desk/index.js';
import { Link, Mail } from './mail/index.js';
import { Org } from './orgs/index.js';
import { OutboxEntry } from './shared/events/outbox-entry.entity.js';
import { User } from './users/index.js';

/** Every entity, listed: nothing is found by scanning folders. */
export const ENTITIES = [
  AuditEntry,
  BackupCode,
  CalendarConnection,
  CalendarEvent,
  CalendarFeed,
  Challenge,
  Client,
  Comment,
  Link,
  Mail,
  MoneyEntry,
  Org,
  OutboxEntry,
  ProviderAccount,
  Quote,
  Session,
  Ticket,
  TotpFactor,
  User,
];

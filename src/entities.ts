import { AuditEntry } from './audit/index.js';
import { Session } from './auth/index.js';
import { Link, Mail } from './mail/index.js';
import { Org } from './orgs/index.js';
import { OutboxEntry } from './shared/events/outbox-entry.entity.js';
import { User } from './users/index.js';

/** Every entity, listed: nothing is found by scanning folders. */
export const ENTITIES = [AuditEntry, Link, Mail, Org, OutboxEntry, Session, User];

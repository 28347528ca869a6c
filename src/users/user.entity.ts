import { defineEntity, p } from '@mikro-orm/core';
import type { OrgId, UserId } from '../shared/ids/ids.js';
import type { Role } from '../shared/access/permissions.js';
import type { SignInMethod } from '../shared/access/sign-in-method.js';

export const USER_STATUSES = ['invited', 'active', 'deactivated'] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

const UserSchema = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    id: p.uuid().primary().$type<UserId>(),
    orgId: p.uuid().$type<OrgId>(),
    name: p.text(),
    email: p.text(),
    /** The canonical address, unique on the platform: see `emailKey`. */
    emailKey: p.text(),
    role: p.text().$type<Role>(),
    status: p.text().$type<UserStatus>(),
    passwordHash: p.text().nullable(),
    mustChangePassword: p.boolean().default(false),
    mfaEnabled: p.boolean().default(false),
    backupCodesLeft: p.integer().default(0),
    /** What sessions, links and challenges carry from their making; the database raises it when they must die. */
    accessEpoch: p.integer().default(0),
    avatarKey: p.text().nullable(),
    onboardingStatus: p.text().$type<'pending' | 'completed'>().default('pending'),
    onboardingStep: p.text().nullable(),
    lastSignInMethod: p.text().$type<SignInMethod>().nullable(),
    lastSignInAt: p.datetime().nullable(),
    activatedAt: p.datetime().nullable(),
    deactivatedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** A person's account in one organization. */
export class User extends UserSchema.class {}
UserSchema.setClass(User);

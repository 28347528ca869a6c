import { describe, expect, test } from '@jest/globals';
import { ROLES } from '../../shared/access/permissions.js';
import { USER_STATUSES } from '../user.entity.js';
import {
  canChangeRole,
  canDeactivate,
  canReactivate,
  canSendLink,
  canSetPassword,
  statusAfterReactivation,
} from './team-policy.js';

const standings = ROLES.flatMap((role) => USER_STATUSES.map((status) => ({ role, status })));
const cases = standings.flatMap((target) => [true, false].map((otherActiveAdmin) => ({ target, otherActiveAdmin })));
const lastAdmin = ({ target, otherActiveAdmin }: (typeof cases)[number]) =>
  target.role === 'admin' && target.status === 'active' && !otherActiveAdmin;

describe.each(cases)('$target.role, $target.status, another active admin: $otherActiveAdmin', (standing) => {
  const other = { ...standing, self: false };
  const self = { ...standing, self: true };

  test.each(ROLES)('becomes %s', (to) => {
    expect(canChangeRole(other, to)).toBe(lastAdmin(standing) && to !== 'admin' ? 'last_admin' : 'ok');
    expect(canChangeRole(self, to)).toBe('own_role');
  });

  test('is deactivated', () => {
    expect(canDeactivate(other)).toBe(lastAdmin(standing) ? 'last_admin' : 'ok');
    expect(canDeactivate(self)).toBe('own_account');
  });
});

test.each([
  [true, 'own_account', 'use_my_account'],
  [false, 'ok', 'ok'],
])('oneself: %s', (self, reactivate, setPassword) => {
  expect(canReactivate({ self })).toBe(reactivate);
  expect(canSetPassword({ self })).toBe(setPassword);
});

test.each(standings)('a link for $role, $status', (target) => {
  expect(canSendLink({ target })).toBe(target.status === 'deactivated' ? 'account_deactivated' : 'ok');
});

test('whoever had accepted the invite is active again, and who had not is invited', () => {
  expect(statusAfterReactivation({ activatedAt: new Date(0) })).toBe('active');
  expect(statusAfterReactivation({ activatedAt: null })).toBe('invited');
});

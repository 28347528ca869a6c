import { useMemo } from 'react';
import type { Role, UserStatus } from '../../api/client';
import { oneOf, useUrlFilters } from '../../components/use-url-filters';
import type { UserFilters } from './users-query';

export const roles: readonly Role[] = ['admin', 'technician', 'viewer'];
export const statuses: readonly UserStatus[] = ['active', 'invited', 'deactivated'];

export function useUserFilters(): [UserFilters, (change: Partial<UserFilters>) => void] {
  const [params, change] = useUrlFilters();
  const search = params.get('search') ?? '';
  const role = oneOf(roles, params.get('role'));
  const status = oneOf(statuses, params.get('status'));
  return [useMemo(() => ({ search, role, status }), [search, role, status]), change];
}

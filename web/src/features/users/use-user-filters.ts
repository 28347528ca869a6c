import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { Role, UserStatus } from '../../api/client';
import type { UserFilters } from './users-query';

export const roles: readonly Role[] = ['admin', 'technician', 'viewer'];
export const statuses: readonly UserStatus[] = ['active', 'invited', 'deactivated'];

/** The filters live in the address, so that a list can be bookmarked and shared, and survives sign-in. */
export function useUserFilters(): [UserFilters, (change: Partial<UserFilters>) => void] {
  const [params, setParams] = useSearchParams();
  const search = params.get('search') ?? '';
  const role = roles.find((one) => one === params.get('role')) ?? null;
  const status = statuses.find((one) => one === params.get('status')) ?? null;
  const filters = useMemo(() => ({ search, role, status }), [search, role, status]);
  const change = useCallback(
    (next: Partial<UserFilters>) => {
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(next)) {
            if (value) after.set(name, value);
            else after.delete(name);
          }
          return after;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  return [filters, change];
}

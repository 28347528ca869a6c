import { queryOptions } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { getMe, type Me } from '../api/client';
import { queryClient } from './query-client';
import { sessionBegan } from './session';
import { rememberMethod } from './last-method';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => getMe({ signal }),
  staleTime: 30_000,
});

/** Call with the `user` of a completed sign-in: whatever was cached for someone else is gone. */
export function signedInAs(me: Me): void {
  if (me.lastSignIn) rememberMethod(me.lastSignIn.method);
  queryClient.clear();
  queryClient.setQueryData(meQuery.queryKey, me);
  sessionBegan();
}

/** Shows the changed self everywhere at once. */
export function changeMe(me: Me): void {
  queryClient.setQueryData(meQuery.queryKey, me);
}

export const MeContext = createContext<Me | null>(null);

/** The signed-in person; only below the frame, which waits for them. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error('useMe outside of the frame');
  return me;
}

export function may(me: Me, access: string): boolean {
  return access === 'system-admin' ? me.isSystemAdmin : me.permissions.includes(access);
}

import { queryOptions } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { getMe, type Me } from '../api/client';
import { queryClient } from './query-client';
import { arrived, rememberMethod } from './last-method';
import { leaveTo, sessionBegan, sessionHint } from './session';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await getMe({ signal });
    arrived();
    return me;
  },
  staleTime: 30_000,
});

/** Tells this browser's other tabs who signed in. */
const tabs = new BroadcastChannel('muster-session');
tabs.addEventListener('message', ({ data: id }: MessageEvent<string>) => {
  const mine = queryClient.getQueryData(meQuery.queryKey)?.id;
  // A tab that waits for a code goes on; one that shows someone else must not act in a new person's name.
  if (sessionHint() !== 'alive') sessionBegan();
  else if (mine !== undefined && mine !== id) leaveTo('/');
});

/**
 * Call with the `user` of a completed sign-in: whatever was cached for someone else is gone. What the page shows at this
 * moment stays: taken away, it would be asked for again, and a link that was just used is dead.
 */
export function signedInAs(me: Me): void {
  arrived();
  if (me.lastSignIn) rememberMethod(me.lastSignIn.method);
  void queryClient.cancelQueries({ queryKey: meQuery.queryKey });
  queryClient.removeQueries({ type: 'inactive' });
  queryClient.setQueryData(meQuery.queryKey, me);
  sessionBegan();
  tabs.postMessage(me.id);
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

export type Access = Me['permissions'][number] | 'system-admin';

export function may(me: Me, access: Access): boolean {
  return access === 'system-admin' ? me.isSystemAdmin : me.permissions.includes(access);
}

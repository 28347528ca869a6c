import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from 'react-router';
import { MeContext, meQuery } from './me';
import { signInPath } from './return-to';
import { useSession } from './session';
import { FrameSkeleton } from './states/frame-skeleton';
import { ProblemPage } from './states/problem-page';
import { SuspendedPage } from './states/suspended-page';

/** Lets signed-in people through, once it is known who they are; sends everybody else to sign in and back. */
export function RequireSession() {
  const location = useLocation();
  const session = useSession();
  const me = useQuery({ ...meQuery, enabled: session.hint !== 'none' });

  if (session.blocked) return <SuspendedPage problem={session.blocked} />;
  if (session.hint === 'none') return <Navigate to={signInPath(location)} replace />;
  if (me.data) {
    return (
      <MeContext value={me.data}>
        <Outlet />
      </MeContext>
    );
  }
  if (me.error) return <ProblemPage problem={me.error} onRetry={() => void me.refetch()} />;
  return <FrameSkeleton />;
}

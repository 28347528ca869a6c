import { useCallback } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { SignIn } from '../../api/client';
import { forgetSecret, keepSecret } from '../../app/fragment-secret';
import { signedInAs } from '../../app/me';
import { localPath, takeReturnTo } from '../../app/return-to';

/**
 * What to do with the answer of any way of signing in: on to where the person wanted to go, or to the second factor.
 * The pending sign-in's token stays in memory, never in the address.
 */
export function useSignInOutcome(): (answer: SignIn) => Promise<void> {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  return useCallback(
    async (answer: SignIn) => {
      const asked = search.get('returnTo');
      const returnTo = asked === null ? takeReturnTo() : localPath(asked);
      if (answer.user) {
        signedInAs(answer.user);
        await navigate(returnTo, { replace: true });
        // Not before: the page that is left would say that it has no sign-in to finish.
        forgetSecret('mfaToken');
      } else if (answer.mfaToken) {
        keepSecret('mfaToken', answer.mfaToken);
        const query = returnTo === '/' ? '' : `?returnTo=${encodeURIComponent(returnTo)}`;
        await navigate(`/sign-in/mfa${query}`, { replace: true });
      }
    },
    [navigate, search],
  );
}

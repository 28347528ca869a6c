import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem';
import { noticeSession } from './session';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Problem;
    /** `setsUp`: what a step of the setup guide asks for may be so now, or no more. */
    mutationMeta: { setsUp?: boolean };
  }
}

export const setupKey = ['setup-guide'] as const;

function notice(error: unknown): void {
  if (!(error instanceof Problem)) return;
  noticeSession(error);
  // Set behind the person's back: who they are now says what to do.
  if (error.code === 'password_change_required') void queryClient.invalidateQueries({ queryKey: ['me'] });
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: notice }),
  mutationCache: new MutationCache({
    onError: notice,
    onSuccess: (_data, _variables, _result, { meta }) => {
      if (meta?.setsUp) void queryClient.invalidateQueries({ queryKey: setupKey });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => error instanceof Problem && error.passing && failures < 2,
    },
    // A mutation is never repeated by itself: the person decides.
    mutations: { retry: false },
  },
});

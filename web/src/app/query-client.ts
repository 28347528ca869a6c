import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem';
import { noticeSession } from './session';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Problem;
  }
}

function notice(error: unknown): void {
  if (error instanceof Problem) noticeSession(error);
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: notice }),
  mutationCache: new MutationCache({ onError: notice }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => error instanceof Problem && error.passing && failures < 2,
    },
    // A mutation is never repeated by itself: the person decides.
    mutations: { retry: false },
  },
});

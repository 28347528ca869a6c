import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { getOnboarding, updateOnboarding, type UpdateOnboarding } from '../../api/client';
import { changeMe } from '../../app/me';
import { queryClient, setupKey } from '../../app/query-client';

const setupQuery = queryOptions({
  queryKey: setupKey,
  queryFn: ({ signal }) => getOnboarding({ signal }),
  // Its ticks are facts of other pages and other devices.
  staleTime: 0,
});

/** The steps of one's role with their ticks, where the tour is, and moving it; all of it is kept by the server. */
export function useSetupGuide() {
  const guide = useQuery(setupQuery);
  const move = useMutation({
    mutationFn: (body: UpdateOnboarding) => updateOnboarding({ body }),
    onSuccess: async (me) => {
      changeMe(me);
      await queryClient.invalidateQueries(setupQuery);
    },
  });
  const steps = guide.data?.steps ?? [];
  const at = Math.max(
    0,
    steps.findIndex(({ step }) => step === guide.data?.step),
  );
  return { guide, steps, at, move };
}

import { Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deactivateUser, getUserHoldings, handOverTickets, type User } from '../../api/client';
import { FormDialog } from '../../components/form-dialog';
import { notify } from '../../components/notify';
import { ProblemNote } from '../../components/problem-note';
import { HandOverField, type Receiver } from './hand-over-field';
import { HoldingsList } from './holdings-list';
import { useReactivate } from './use-reactivate';
import { usersKey } from './users-query';

/**
 * Shows what somebody holds before they are deactivated, and hands their open tickets over in the same step: the person
 * first, so that nothing new comes to them meanwhile. Where only the tickets could not be moved, that alone is asked again.
 */
export function DeactivateDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [receiver, setReceiver] = useState<Receiver | null>(null);
  const [gone, setGone] = useState(false);
  const holdings = useQuery({
    queryKey: [...usersKey, user.id, 'holdings'],
    queryFn: ({ signal }) => getUserHoldings({ path: { id: user.id }, signal }),
    // It is about this moment; and once the person is out there is nothing left to look at.
    staleTime: Infinity,
    gcTime: 0,
  });

  const reactivate = useReactivate(user);
  const deactivate = useMutation({
    mutationFn: async () => {
      if (!gone) await deactivateUser({ path: { id: user.id } });
      setGone(true);
      return receiver ? await handOverTickets({ body: { fromUserId: user.id, toUserId: receiver.id } }) : null;
    },
    onSuccess: (handed) => {
      if (handed && receiver) {
        const words = { name: user.name, count: handed.handedOver, to: receiver.name };
        notify(t(receiver.id ? 'users.leave.handed' : 'users.leave.unassigned', words), {
          label: t('users.actions.reactivate'),
          run: () => reactivate.mutate(),
        });
      } else {
        notify(t('users.deactivated', { name: user.name }), {
          label: t('common.undo'),
          run: () => reactivate.mutate(),
        });
      }
      onClose();
    },
    onSettled: () =>
      queryClient.invalidateQueries({
        queryKey: usersKey,
        predicate: ({ queryKey }) => !queryKey.includes('holdings'),
      }),
  });

  const held = holdings.data;
  return (
    <FormDialog
      onClose={onClose}
      title={t('users.leave.title', { name: user.name })}
      submit={t(gone ? 'users.leave.handOver' : 'users.actions.deactivate')}
      cancel={gone ? t('common.close') : undefined}
      busy={deactivate.isPending}
      dirty={receiver !== null || gone}
      canSubmit={!holdings.isPending && (!gone || receiver !== null)}
      danger={!gone}
      problem={deactivate.error}
      onSubmit={(event) => {
        event.preventDefault();
        deactivate.mutate();
      }}
    >
      {gone && deactivate.isError ? <p role="alert">{t('users.leave.stuck', { name: user.name })}</p> : null}
      {holdings.isPending ? <Skeleton height={72} radius={8} aria-label={t('common.loading')} /> : null}
      {gone ? null : <ProblemNote problem={holdings.error} onRetry={() => void holdings.refetch()} />}
      {held && !gone ? <HoldingsList name={user.name} held={held} /> : null}
      {held && held.openTickets > 0 ? (
        <HandOverField user={user} required={gone} value={receiver} onChange={setReceiver} />
      ) : null}
      {gone ? null : <p>{t('users.leave.kept')}</p>}
    </FormDialog>
  );
}

import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../api/problem';
import { leaveSession } from '../leave-session';
import { MessagePage } from './message-page';

/** The account or the organization was shut while someone was at work: says so, and whom to ask. */
export function SuspendedPage({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  const words = problem.code === 'org_suspended' ? 'states.suspended' : 'states.deactivated';
  const leave = useMutation({ mutationFn: leaveSession });
  return (
    <MessagePage whole title={t(`${words}.title`)} text={t(`${words}.text`)}>
      <title>{`${t(`${words}.title`)} · Muster`}</title>
      <Button variant="default" onClick={() => window.location.reload()}>
        {t('states.checkAgain')}
      </Button>
      <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
        {t('frame.signOut')}
      </Button>
    </MessagePage>
  );
}

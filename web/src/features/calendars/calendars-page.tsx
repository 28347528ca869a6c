import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useMe } from '../../app/me';
import { ProblemNote } from '../../components/problem-note';
import { CalendarSection } from './calendar-section';
import { ConnectOutcome } from './connect-outcome';
import { FeedSection } from './feed-section';
import { calendarsQuery, lookAgain } from './calendars-query';
import classes from './calendars.module.css';

/** Google Calendar, Outlook Calendar, and the private feed for any other program. */
export function CalendarsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const calendars = useQuery({
    ...calendarsQuery,
    refetchInterval: ({ state }) => lookAgain(state.data),
  });
  const outcome = { connected: params.get('connected'), error: params.get('error') };

  return (
    <>
      {outcome.connected || outcome.error ? (
        <ConnectOutcome {...outcome} onClose={() => setParams({}, { replace: true })} />
      ) : null}
      {me.role === 'viewer' ? (
        <div className={classes.hint}>
          <Info size={16} aria-hidden="true" />
          <p>{t('calendars.viewer')}</p>
        </div>
      ) : null}
      {calendars.data ? null : <ProblemNote problem={calendars.error} onRetry={() => void calendars.refetch()} />}
      {calendars.data?.map((calendar) => (
        <CalendarSection key={calendar.provider} calendar={calendar} />
      ))}
      {calendars.isPending ? <Skeleton height={120} radius={8} mb={32} /> : null}
      <FeedSection />
    </>
  );
}

import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { disconnectCalendar, syncCalendar, type Calendar } from '../../api/client';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { notify } from '../../components/notify';
import { ProblemNote } from '../../components/problem-note';
import { Section } from '../../components/section';
import { StatusDot, type StatusTone } from '../../components/status-dot';
import { TimeAgo } from '../../components/time-ago';
import { CalendarError } from './calendar-error';
import { connectUrl, refreshCalendars } from './calendars-query';
import classes from './calendars.module.css';

const tones: Record<Calendar['status'], StatusTone> = {
  connected: 'ok',
  reconnect_required: 'attention',
  disconnected: 'off',
};

/** One provider's calendar: whether it is connected, as whom, how it is doing, and what helps. */
export function CalendarSection({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { provider, status } = calendar;
  const name = t(`calendars.names.${provider}`);
  const disconnect = useMutation({
    meta: { setsUp: true },
    mutationFn: () => disconnectCalendar({ path: { provider } }),
    onSuccess: () => {
      setAsking(false);
      notify(t('calendars.disconnected', { calendar: name }));
      return refreshCalendars();
    },
  });
  const sync = useMutation({
    mutationFn: () => syncCalendar({ path: { provider } }),
    onSuccess: () => {
      notify(t('calendars.syncing', { calendar: name }));
      return refreshCalendars();
    },
  });

  return (
    <Section title={name} about={status === 'disconnected' ? t(`calendars.about.${provider}`) : ''}>
      <p className={classes.state}>
        <StatusDot tone={calendar.error && status === 'connected' ? 'attention' : tones[status]}>
          {t(`calendars.status.${status}`)}
        </StatusDot>
        {calendar.accountEmail ? <span className={classes.account}>{calendar.accountEmail}</span> : null}
      </p>
      <Progress calendar={calendar} />
      <CalendarError calendar={calendar} />
      <ProblemNote problem={sync.error} />
      <div className={classes.actions}>
        {status === 'connected' ? (
          <Button
            variant="default"
            leftSection={<RefreshCw size={14} />}
            loading={sync.isPending}
            onClick={() => sync.mutate()}
          >
            {t('calendars.syncNow')}
          </Button>
        ) : (
          <Button component="a" href={connectUrl(provider)} data-tour="calendar">
            {t(status === 'disconnected' ? 'calendars.connect' : 'calendars.connectAgain', { calendar: name })}
          </Button>
        )}
        {status === 'disconnected' ? null : (
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('calendars.disconnect')}
          </Button>
        )}
      </div>
      {asking ? (
        <ConfirmDialog
          title={t('calendars.disconnectTitle', { calendar: name })}
          confirm={t('calendars.disconnect')}
          busy={disconnect.isPending}
          problem={disconnect.error}
          onConfirm={() => disconnect.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>{t(status === 'connected' ? 'calendars.disconnectAbout' : 'calendars.disconnectDead')}</p>
        </ConfirmDialog>
      ) : null}
    </Section>
  );
}

/** Last success, what is on its way, and what was put right. */
function Progress({ calendar: { status, pending, lastSyncedAt, corrected, correctedAt } }: { calendar: Calendar }) {
  const { t } = useTranslation();
  if (status === 'disconnected') {
    return pending > 0 ? <p className={classes.dim}>{t('calendars.removing', { count: pending })}</p> : null;
  }
  return (
    <ul className={classes.facts} aria-live="polite">
      <li>
        {lastSyncedAt ? (
          <>
            {t('calendars.lastSynced')} <TimeAgo at={lastSyncedAt} />
          </>
        ) : (
          t('calendars.neverSynced')
        )}
      </li>
      <li>
        {pending > 0
          ? t(status === 'connected' ? 'calendars.pending' : 'calendars.waiting', { count: pending })
          : t('calendars.inStep')}
      </li>
      {corrected > 0 && correctedAt ? (
        <li>
          {t('calendars.corrected', { count: corrected })} <TimeAgo at={correctedAt} />
        </li>
      ) : null}
    </ul>
  );
}

import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Laptop, Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { endOtherSessions, endSession, listSessions, type Session } from '../../api/client';
import { notify } from '../../components/notify';
import { ProblemNote } from '../../components/problem-note';
import { Section } from '../../components/section';
import { TimeAgo } from '../../components/time-ago';
import { deviceOf } from './device';
import classes from './account.module.css';

const sessionsKey = ['my-sessions'];

/** Where one is signed in: device, address, method; end one, or all others. */
export function SessionsSection() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const sessions = useQuery({
    queryKey: sessionsKey,
    queryFn: ({ signal }) => listSessions({ query: { limit: 200 }, signal }),
  });
  const refresh = () => queryClient.invalidateQueries({ queryKey: sessionsKey });
  const endAll = useMutation({
    mutationFn: () => endOtherSessions(),
    onSuccess: () => {
      notify(t('account.sessions.endedOthers'));
      return refresh();
    },
  });
  const items = sessions.data?.items;
  const others = items?.some((session) => !session.current) ?? false;

  return (
    <Section
      title={t('account.sessions.title')}
      about={t('account.sessions.about')}
      action={
        others ? (
          <Button variant="default" size="compact-sm" loading={endAll.isPending} onClick={() => endAll.mutate()}>
            {t('account.sessions.endOthers')}
          </Button>
        ) : null
      }
    >
      <ProblemNote problem={endAll.error ?? sessions.error} onRetry={() => void sessions.refetch()} />
      <ul className={classes.sessions}>
        {items
          ? items.map((session) => <SessionRow key={session.id} session={session} onEnded={refresh} />)
          : !sessions.error && (
              <li className={classes.session}>
                <Skeleton height={36} />
              </li>
            )}
      </ul>
    </Section>
  );
}

function SessionRow({ session, onEnded }: { session: Session; onEnded: () => Promise<void> }) {
  const { t } = useTranslation();
  const device = deviceOf(session.userAgent ?? '');
  const name =
    [device.browser, device.system].filter(Boolean).join(t('account.sessions.on')) || t('account.sessions.unknown');
  const end = useMutation({
    mutationFn: () => endSession({ path: { id: session.id } }),
    onSuccess: () => {
      notify(t('account.sessions.ended', { device: name }));
    },
    onSettled: onEnded,
  });
  const Icon = device.mobile ? Smartphone : Laptop;
  return (
    <li className={classes.session}>
      <Icon size={20} strokeWidth={1.5} aria-hidden="true" />
      <div className={classes.sessionWords}>
        <p>
          <span className={classes.sessionName}>{name}</span>
          {session.current ? <span className={classes.tag}>{t('account.sessions.current')}</span> : null}
        </p>
        <p className={classes.dim}>
          {t(`methods.${session.method}`)} · {session.ip} · <TimeAgo at={session.lastSeenAt} />
        </p>
        <ProblemNote problem={end.error} />
      </div>
      {session.current ? null : (
        <Button
          variant="default"
          size="compact-sm"
          loading={end.isPending}
          aria-label={t('account.sessions.endOne', { device: name })}
          onClick={() => end.mutate()}
        >
          {t('account.sessions.end')}
        </Button>
      )}
    </li>
  );
}

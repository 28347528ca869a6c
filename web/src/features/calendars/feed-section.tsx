import { Button, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { makeCalendarFeed, revokeCalendarFeed, type CalendarFeed } from '../../api/client';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { CopyText } from '../../components/copy-text';
import { notify } from '../../components/notify';
import { ProblemNote } from '../../components/problem-note';
import { Section } from '../../components/section';
import { StatusDot } from '../../components/status-dot';
import { TimeAgo } from '../../components/time-ago';
import { feedQuery } from './calendars-query';
import classes from './calendars.module.css';

/** An address that any calendar program reads the schedule from; shown once, revocable. */
export function FeedSection() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const feed = useQuery(feedQuery);
  const [asking, setAsking] = useState<'renew' | 'revoke' | null>(null);
  const [url, setUrl] = useState<string | null>(null);
  const settle = (now: CalendarFeed) => {
    queryClient.setQueryData(feedQuery.queryKey, { ...now, url: null });
    setUrl(now.url);
    setAsking(null);
  };
  const make = useMutation({ meta: { setsUp: true }, mutationFn: () => makeCalendarFeed(), onSuccess: settle });
  const revoke = useMutation({
    meta: { setsUp: true },
    mutationFn: () => revokeCalendarFeed(),
    onSuccess: () => {
      settle({ url: null, exists: false, createdAt: null, lastReadAt: null });
      notify(t('calendars.feed.revoked'));
    },
  });
  const exists = feed.data?.exists ?? false;

  return (
    <Section title={t('calendars.feed.title')} about={t('calendars.feed.about')}>
      <ProblemNote problem={feed.error} onRetry={() => void feed.refetch()} />
      {asking ? null : <ProblemNote problem={make.error} />}
      {feed.data ? <FeedState feed={feed.data} /> : feed.isPending ? <Skeleton height={24} width={240} /> : null}
      {url ? (
        <div className={classes.feedUrl}>
          <TextInput
            label={t('calendars.feed.address')}
            description={t('calendars.feed.once')}
            inputWrapperOrder={['label', 'input', 'description']}
            value={url}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyText value={url} label={t('calendars.feed.copy')} />
        </div>
      ) : null}
      {feed.data ? (
        <div className={classes.actions}>
          {exists ? (
            <>
              <Button variant="default" onClick={() => setAsking('renew')}>
                {t('calendars.feed.renew')}
              </Button>
              <Button variant="default" onClick={() => setAsking('revoke')}>
                {t('calendars.feed.revoke')}
              </Button>
            </>
          ) : (
            <Button variant="default" data-tour="calendar" loading={make.isPending} onClick={() => make.mutate()}>
              {t('calendars.feed.make')}
            </Button>
          )}
        </div>
      ) : null}
      {asking ? (
        <ConfirmDialog
          title={t(`calendars.feed.${asking}Title`)}
          confirm={t(`calendars.feed.${asking}`)}
          busy={make.isPending || revoke.isPending}
          problem={asking === 'renew' ? make.error : revoke.error}
          onConfirm={() => (asking === 'renew' ? make.mutate() : revoke.mutate())}
          onClose={() => setAsking(null)}
        >
          <p>{t(`calendars.feed.${asking}About`)}</p>
        </ConfirmDialog>
      ) : null}
    </Section>
  );
}

function FeedState({ feed: { exists, createdAt, lastReadAt } }: { feed: CalendarFeed }) {
  const { t } = useTranslation();
  return (
    <>
      <p className={classes.state}>
        <StatusDot tone={exists ? 'ok' : 'off'}>{t(exists ? 'calendars.feed.on' : 'calendars.feed.off')}</StatusDot>
      </p>
      {exists ? (
        <ul className={classes.facts}>
          {createdAt ? (
            <li>
              {t('calendars.feed.made')} <TimeAgo at={createdAt} />
            </li>
          ) : null}
          <li>
            {lastReadAt ? (
              <>
                {t('calendars.feed.read')} <TimeAgo at={lastReadAt} />
              </>
            ) : (
              t('calendars.feed.unread')
            )}
          </li>
        </ul>
      ) : null}
    </>
  );
}

import { ActionIcon, Button, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight, Plus } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../api/client';
import { now } from '../../app/clock';
import { variantOf } from '../../app/locale';
import { may, useMe } from '../../app/me';
import { PageHeader } from '../../components/page-header';
import { ProblemNote } from '../../components/problem-note';
import { useUndeleted } from '../../components/undoable-delete';
import { useUrlFilters } from '../../components/use-url-filters';
import { formatDate } from '../../components/when';
import { addDays, localDate, weekday } from '../../components/zoned-time';
import { assignableQuery } from '../tickets/tickets-query';
import { DayList } from './day-list';
import { weekOf } from './schedule-layout';
import { weekQuery } from './schedule-query';
import { WeekGrid } from './week-grid';
import classes from './schedule.module.css';

const loadDialog = () => import('../tickets/ticket-dialog');
const TicketDialog = lazy(async () => ({ default: (await loadDialog()).TicketDialog }));

/** The week of every technician; on a phone, a day at a time. */
export function SchedulePage() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const zone = me.org.timeZone;
  const narrow = useMediaQuery('(max-width: 1079px)', false, { getInitialValueInEffect: false });
  const [params, setParams] = useUrlFilters();
  const [adding, setAdding] = useState<{ start?: string; assignee?: Person } | null>(null);
  const today = localDate(now(), zone);
  const asked = params.get('day');
  const day = asked && isDate(asked) ? asked : today;
  const first = addDays(day, 1 - weekday(day));
  const days = useMemo(() => weekOf(first), [first]);
  const week = useQuery({ ...weekQuery(first), placeholderData: keepPreviousData });
  const tickets = useUndeleted(week.data);
  const assignable = useQuery(assignableQuery);
  const people = useMemo<Person[]>(
    () => (assignable.data ?? []).map((person) => ({ ...person, deactivated: false })),
    [assignable.data],
  );
  const go = (to: string) => setParams({ day: to === today ? null : to });
  const problem = week.error ?? assignable.error;

  return (
    <>
      <PageHeader
        title={t('schedule.title')}
        action={
          may(me, 'tickets:create') ? (
            <Button
              leftSection={<Plus size={16} aria-hidden="true" />}
              onPointerEnter={() => void loadDialog()}
              onFocus={() => void loadDialog()}
              onClick={() => setAdding({})}
            >
              {t('tickets.new')}
            </Button>
          ) : null
        }
      />
      <div className={classes.bar}>
        <div className={classes.nav}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('schedule.before')}
            onClick={() => go(addDays(day, -7))}
          >
            <ChevronLeft size={16} />
          </ActionIcon>
          <Button variant="default" onClick={() => go(today)}>
            {t('schedule.today')}
          </Button>
          <ActionIcon variant="default" size={36} aria-label={t('schedule.after')} onClick={() => go(addDays(day, 7))}>
            <ChevronRight size={16} />
          </ActionIcon>
        </div>
        <h2 className={classes.week} aria-live="polite">
          {new Intl.DateTimeFormat(variantOf(i18n.language), { dateStyle: 'medium', timeZone: 'UTC' }).formatRange(
            new Date(`${first}T00:00Z`),
            new Date(`${addDays(first, 6)}T00:00Z`),
          )}
        </h2>
        <p className={classes.zone}>{t('schedule.zone', { zone })}</p>
      </div>
      <ProblemNote
        problem={problem}
        onRetry={() => {
          void week.refetch();
          void assignable.refetch();
        }}
      />
      {tickets && assignable.data ? (
        narrow ? (
          <DayList tickets={tickets} days={days} day={day} today={today} onDay={go} />
        ) : (
          <>
            <WeekGrid
              tickets={tickets}
              people={people}
              days={days}
              onNew={(start, person) => setAdding({ start, ...(person ? { assignee: person } : {}) })}
            />
            {may(me, 'tickets:edit') ? (
              <details className={classes.keys}>
                <summary>{t('schedule.keysTitle')}</summary>
                <dl>
                  {(['pick', 'time', 'day', 'person', 'drop', 'leave', 'open', 'add'] as const).map((key) => (
                    <div key={key}>
                      <dt>{t(`schedule.keys.${key}.key`)}</dt>
                      <dd>{t(`schedule.keys.${key}.does`)}</dd>
                    </div>
                  ))}
                </dl>
              </details>
            ) : null}
          </>
        )
      ) : problem ? null : (
        <Skeleton height={480} aria-label={formatDate(first, i18n.language)} />
      )}
      <Suspense fallback={null}>
        {adding ? <TicketDialog given={adding} onClose={() => setAdding(null)} /> : null}
      </Suspense>
    </>
  );
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`));
}

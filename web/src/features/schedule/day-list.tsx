import { Button, VisuallyHidden } from '@mantine/core';
import { CalendarX, TriangleAlert } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Ticket } from '../../api/client';
import { may, useMe } from '../../app/me';
import { EmptyState } from '../../components/empty-state';
import { PersonTag } from '../../components/person-tag';
import { StatusDot } from '../../components/status-dot';
import { formatDate } from '../../components/when';
import { statusTones } from '../tickets/ticket-words';
import { whenInWords } from '../tickets/ticket-when';
import { type Block, rowsOf, type Visit } from './schedule-layout';
import classes from './day-list.module.css';

const MoveDialog = lazy(async () => ({ default: (await import('./move-dialog')).MoveDialog }));

/** One day's visits by time, for a narrow page. */
export function DayList(props: {
  tickets: readonly Ticket[];
  days: readonly string[];
  day: string;
  today: string;
  onDay: (day: string) => void;
}) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const { timeZone } = me.org;
  const [moving, setMoving] = useState<Visit | null>(null);
  const index = props.days.indexOf(props.day);
  const blocks = rowsOf(props.tickets, [], props.days, timeZone).flatMap((row) => [...row.allDay, ...row.timed]);
  const here = blocks
    .filter((block) => block.day === index)
    .toSorted((a, b) => Number(b.visit.allDay) - Number(a.visit.allDay) || a.from - b.from);

  return (
    <>
      <nav className={classes.days} aria-label={t('schedule.days')}>
        {props.days.map((day, at) => (
          <button
            key={day}
            type="button"
            className={classes.day}
            aria-current={day === props.day ? 'date' : undefined}
            data-today={day === props.today || undefined}
            onClick={() => props.onDay(day)}
          >
            <VisuallyHidden>
              {formatDate(day, i18n.language, { weekday: 'long', day: 'numeric', month: 'long' })}
            </VisuallyHidden>
            <span aria-hidden="true">{formatDate(day, i18n.language, { weekday: 'narrow' })}</span>
            <span aria-hidden="true" className={classes.date}>
              {formatDate(day, i18n.language, { day: 'numeric' })}
            </span>
            <span className={classes.dot} data-some={blocks.some((block) => block.day === at) || undefined} />
          </button>
        ))}
      </nav>
      <h3 className={classes.title}>
        {formatDate(props.day, i18n.language, { weekday: 'long', day: 'numeric', month: 'long' })}
      </h3>
      {here.length === 0 ? (
        <EmptyState icon={CalendarX} title={t('schedule.empty.title')} text={t('schedule.empty.text')} />
      ) : (
        <ul className={classes.list}>
          {here.map((block) => (
            <DayVisit key={block.visit.id} block={block} onMove={() => setMoving(block.visit)} />
          ))}
        </ul>
      )}
      <Suspense fallback={null}>
        {moving ? <MoveDialog visit={moving} onClose={() => setMoving(null)} /> : null}
      </Suspense>
    </>
  );
}

function DayVisit({ block, onMove }: { block: Block; onMove: () => void }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const { visit } = block;
  const when = whenInWords(visit, me.org.timeZone, i18n.language, t('tickets.allDay'));
  return (
    <li className={classes.visit}>
      <p className={classes.when}>{when}</p>
      <Link to={`/tickets/${visit.id}`} className={classes.subject}>
        <span className={classes.number}>#{visit.number}</span> {visit.subject}
      </Link>
      <p className={classes.about}>
        <StatusDot tone={statusTones[visit.status]}>{t(`tickets.status.${visit.status}`)}</StatusDot>
        {visit.client ? <span>{visit.client.name}</span> : null}
      </p>
      {block.overlaps.length > 0 ? (
        <p className={classes.overlap}>
          <TriangleAlert size={14} aria-hidden="true" />
          {t('schedule.overlaps', { numbers: block.overlaps.map((number) => `#${number}`).join(', ') })}
        </p>
      ) : null}
      <div className={classes.foot}>
        {visit.assignee ? <PersonTag person={visit.assignee} /> : <span>{t('tickets.unassigned')}</span>}
        {may(me, 'tickets:edit') ? (
          <Button
            variant="default"
            size="compact-sm"
            onClick={onMove}
            aria-label={t('schedule.moveOne', { number: visit.number })}
          >
            {t('schedule.move')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

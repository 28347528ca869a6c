import { TriangleAlert } from 'lucide-react';
import { Fragment, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person, Ticket } from '../../api/client';
import { now } from '../../app/clock';
import { may, useMe } from '../../app/me';
import { PersonTag } from '../../components/person-tag';
import { clockStyle, formatDate, formatWhen } from '../../components/when';
import { localAt, localDate } from '../../components/zoned-time';
import { moved, whenInWords } from '../tickets/ticket-when';
import { allDayLanes, type Block, type Hours, hoursOf, type Row, rowsOf } from './schedule-layout';
import { Ghost } from './ghost';
import { useReschedule } from './use-reschedule';
import { type Move, useVisitMove } from './use-visit-move';
import { VisitBlock } from './visit-block';
import classes from './schedule.module.css';

interface WeekGridProps {
  tickets: readonly Ticket[];
  people: readonly Person[];
  days: readonly string[];
  /** Someone wants a new ticket there. */
  onNew: (start: string, person: Person | null) => void;
}

/** The week as a board: a row a person, a column a day, the hours from top to bottom in each cell. */
export function WeekGrid({ tickets, people, days, onNew }: WeekGridProps) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const { timeZone } = me.org;
  const movable = may(me, 'tickets:edit');
  const rows = useMemo(() => rowsOf(tickets, people, days, timeZone), [tickets, people, days, timeZone]);
  const hours = useMemo(() => hoursOf(rows), [rows]);
  const reschedule = useReschedule();
  const refocus = useRef<string | null>(null);
  const takes = (index: number) => {
    const person = rows[index]?.person;
    return person === null || people.some((one) => one.id === person?.id);
  };
  const mover = useVisitMove({
    rows,
    hours,
    takes,
    onDrop: ({ block, target, by }) => {
      reschedule(
        block.visit,
        localAt(days[0] ?? '', target.day * 1440 + target.minutes),
        rows[target.row]?.person ?? null,
      );
      // In another cell it is another element: the focus goes along once it is drawn.
      if (by === 'keys') refocus.current = block.visit.id;
    },
  });
  useEffect(() => {
    if (refocus.current === null) return;
    const visit = document.querySelector<HTMLElement>(`[data-visit="${refocus.current}"]`);
    if (visit && document.activeElement !== visit) visit.focus();
    refocus.current = null;
  }, [rows]);
  const today = localDate(now(), timeZone);
  const height = ((hours.to - hours.from) / 60) * 20;

  const drawn = (block: Block, row: number) => (
    <VisitBlock
      key={block.visit.id}
      block={block}
      row={row}
      hours={hours}
      movable={movable}
      moving={mover.move?.block.visit.id === block.visit.id}
      mover={mover}
    />
  );

  return (
    <>
      <p id="schedule-keys" hidden>
        {t('schedule.keysShort')}
      </p>
      <p role="status" aria-live="assertive" className={classes.spoken}>
        {mover.move?.by === 'keys' ? inWords(mover.move) : ''}
      </p>
      <div className={classes.board} data-moving={mover.move !== null || undefined}>
        <div className={classes.corner} />
        {days.map((day) => (
          <div key={day} className={classes.day} data-today={day === today || undefined}>
            {formatDate(day, i18n.language, { weekday: 'short', day: 'numeric', month: 'short' })}
          </div>
        ))}
        {rows.map((row, index) => (
          <Fragment key={row.person?.id ?? ''}>
            <RowHead row={row} hours={hours} height={height} />
            {days.map((date, day) => (
              <div
                key={date}
                className={classes.cell}
                data-cell={`${index}:${day}`}
                data-today={date === today || undefined}
                data-weekend={day > 4 || undefined}
                onDoubleClick={(event) => {
                  if (!movable || event.target instanceof HTMLAnchorElement || !takes(index)) return;
                  const box = event.currentTarget.querySelector('[data-timeline]')?.getBoundingClientRect();
                  if (!box) return;
                  const at = hours.from + ((event.clientY - box.top) / box.height) * (hours.to - hours.from);
                  onNew(localAt(date, Math.max(hours.from, Math.floor(at / 30) * 30)), row.person);
                }}
              >
                <div className={classes.strip} style={{ minHeight: allDayLanes(row) * 22 }}>
                  {row.allDay.filter((block) => block.day === day).map((block) => drawn(block, index))}
                </div>
                <div
                  className={classes.timeline}
                  data-timeline=""
                  style={{ height, backgroundSize: `100% ${height / ((hours.to - hours.from) / 120)}px` }}
                >
                  {row.timed.filter((block) => block.day === day).map((block) => drawn(block, index))}
                  {mover.move && mover.move.target.row === index && mover.move.target.day === day ? (
                    <Ghost move={mover.move} date={date} hours={hours} />
                  ) : null}
                </div>
              </div>
            ))}
          </Fragment>
        ))}
      </div>
    </>
  );

  function inWords({ block, target }: Move): string {
    const start = localAt(days[0] ?? '', target.day * 1440 + target.minutes);
    const when = whenInWords(
      { ...moved(block.visit, start, timeZone), allDay: block.visit.allDay },
      timeZone,
      i18n.language,
      t('tickets.allDay'),
    );
    const name = rows[target.row]?.person?.name ?? t('tickets.unassigned');
    return t('schedule.moving', { number: block.visit.number, when: when ?? '', name });
  }
}

function RowHead({ row, hours, height }: { row: Row; hours: Hours; height: number }) {
  const { t, i18n } = useTranslation();
  const labels = Array.from(
    { length: Math.ceil((hours.to - hours.from) / 120) },
    (_, index) => hours.from + index * 120,
  );
  const count = new Set([...row.timed, ...row.allDay].map((block) => block.visit.id)).size;
  const overlapping = new Set(row.timed.filter((block) => block.overlaps.length > 0).map((block) => block.visit.id))
    .size;
  return (
    <div className={classes.person}>
      {row.person ? <PersonTag person={row.person} size={24} /> : <strong>{t('tickets.unassigned')}</strong>}
      <span className={classes.count}>{t('schedule.visits', { count })}</span>
      {overlapping > 0 ? (
        <span className={classes.overlapping}>
          <TriangleAlert size={12} aria-hidden="true" /> {t('schedule.overlapping', { count: overlapping })}
        </span>
      ) : null}
      <div className={classes.hours} style={{ height }} aria-hidden="true">
        {labels.map((minute) => (
          <span key={minute}>
            {formatWhen(Date.parse(`${localAt('2026-01-01', minute)}Z`), 'UTC', i18n.language, clockStyle)}
          </span>
        ))}
      </div>
    </div>
  );
}

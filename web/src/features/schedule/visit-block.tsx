import { VisuallyHidden } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../../app/me';
import { isDone, statusTones } from '../tickets/ticket-words';
import { whenInWords } from '../tickets/ticket-when';
import { clockStyle, formatWhen } from '../../components/when';
import type { Block, Hours } from './schedule-layout';
import type { useVisitMove } from './use-visit-move';
import classes from './schedule.module.css';

/** Where a block stands in its cell. */
export function placeOf(from: number, to: number, lane: number, lanes: number, hours: Hours): CSSProperties {
  const whole = hours.to - hours.from;
  return {
    top: `${((from - hours.from) / whole) * 100}%`,
    height: `max(18px, ${((Math.min(to, hours.to) - from) / whole) * 100}% - 1px)`,
    left: `${(lane / lanes) * 100}%`,
    width: `calc(${100 / lanes}% - 2px)`,
  };
}

/** A visit on the board: a link to its ticket that can be dragged. */
export function VisitBlock(props: {
  block: Block;
  row: number;
  hours: Hours;
  movable: boolean;
  moving: boolean;
  mover: ReturnType<typeof useVisitMove>;
}) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useMe().org;
  const { block, row, mover } = props;
  const { visit, overlaps } = block;
  const when = whenInWords(visit, timeZone, i18n.language, t('tickets.allDay')) ?? '';
  const conflict = overlaps.length > 0;
  const words = [
    `#${visit.number} ${visit.subject}`,
    when,
    visit.client?.name,
    t(`tickets.status.${visit.status}`),
    conflict ? t('schedule.overlaps', { numbers: overlaps.map((number) => `#${number}`).join(', ') }) : null,
  ].filter(Boolean);
  return (
    <Link
      to={`/tickets/${visit.id}`}
      className={classes.visit}
      data-visit={visit.id}
      style={visit.allDay ? undefined : placeOf(block.from, block.to, block.lane, block.lanes, props.hours)}
      data-tone={statusTones[visit.status]}
      data-done={isDone(visit) || undefined}
      data-overlap={conflict || undefined}
      data-moving={props.moving || undefined}
      aria-describedby={props.movable ? 'schedule-keys' : undefined}
      title={words.join('\n')}
      draggable={false}
      {...(props.movable
        ? {
            onPointerDown: (event) => mover.onPointerDown(event, block, row),
            onKeyDown: (event) => mover.onKeyDown(event, block, row),
            onBlur: mover.onBlur,
            onClickCapture: mover.onClickCapture,
            onContextMenu: (event) => {
              // A long press on touch picks up.
              if (props.moving) event.preventDefault();
            },
          }
        : {})}
    >
      {conflict ? <TriangleAlert size={12} aria-hidden="true" className={classes.warn} /> : null}
      {visit.allDay || block.part > 0 ? null : (
        <span className={classes.time}>{formatWhen(visit.scheduledStart, timeZone, i18n.language, clockStyle)}</span>
      )}
      <span className={classes.what}>{visit.subject}</span>
      <VisuallyHidden>{`, ${words.slice(1).join(', ')}`}</VisuallyHidden>
    </Link>
  );
}

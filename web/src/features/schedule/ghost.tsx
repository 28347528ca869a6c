import { useTranslation } from 'react-i18next';
import { clockStyle, formatWhen } from '../../components/when';
import { useMe } from '../../app/me';
import { instantOf, localAt } from '../../components/zoned-time';
import { endOf } from '../tickets/ticket-when';
import type { Hours } from './schedule-layout';
import type { Move } from './use-visit-move';
import { placeOf } from './visit-block';
import classes from './schedule.module.css';

/** Where the visit that is being moved would stand, with the times that it would have. */
export function Ghost({ move, date, hours }: { move: Move; date: string; hours: Hours }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useMe().org;
  const { visit } = move.block;
  const { minutes } = move.target;
  if (visit.allDay) {
    return (
      <div className={classes.ghost} data-whole="" aria-hidden="true">
        {t('tickets.allDay')}
      </div>
    );
  }
  const length = (endOf(visit, timeZone) - Date.parse(visit.scheduledStart)) / 60_000;
  const word = (minute: number) =>
    formatWhen(instantOf(localAt(date, minute), timeZone), timeZone, i18n.language, clockStyle);
  // A time outside of the shown hours, reached with the keys, shows at the edge.
  const top = Math.min(Math.max(minutes, hours.from), hours.to - 30);
  return (
    <div
      className={classes.ghost}
      style={placeOf(top, Math.max(top + 30, top + length), 0, 1, hours)}
      aria-hidden="true"
    >
      {word(minutes)} – {word(minutes + length)}
    </div>
  );
}

import { CircleAlert } from 'lucide-react';
import type { Calendar } from '../../api/client';
import { useTranslation } from 'react-i18next';
import classes from './calendars.module.css';

/** The last error in the server's plain words; the buttons below hold the action that helps. */
export function CalendarError({ calendar: { error, lastSyncedAt } }: { calendar: Calendar }) {
  const { t } = useTranslation();
  if (!error) return null;
  return (
    <div className={classes.error} role="status">
      <CircleAlert size={16} aria-hidden="true" />
      <p>
        {error} {lastSyncedAt ? t('calendars.kept') : null}
      </p>
    </div>
  );
}

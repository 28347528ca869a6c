import { useQuery } from '@tanstack/react-query';
import { CalendarX2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useMe } from '../../app/me';
import { calendarsQuery } from './calendars-query';
import classes from './calendar-banner.module.css';

const STALE = 60_000;

/** Above every page, while a calendar that should follow the schedule cannot. */
export function CalendarBanner() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  // Until a password that an admin set is changed, the server answers nothing but what changes it.
  const enabled = !useMe().mustChangePassword;
  const calendars = useQuery({ ...calendarsQuery, enabled, staleTime: STALE, retry: false });
  const dead = calendars.data?.filter(({ status }) => status === 'reconnect_required') ?? [];
  // The page itself says it, with the button.
  if (dead.length === 0 || pathname === '/account/calendars') return null;
  return (
    <div role="status">
      {dead.map(({ provider }) => (
        <p key={provider} className={classes.banner}>
          <CalendarX2 size={16} aria-hidden="true" />
          <span>
            {t('calendars.banner', { calendar: t(`calendars.names.${provider}`) })}{' '}
            <Link to="/account/calendars">{t('calendars.bannerAction')}</Link>
          </span>
        </p>
      ))}
    </div>
  );
}

import { CalendarDays, type LucideIcon, Mail, MonitorSmartphone, Ticket } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Holdings } from '../../api/client';
import classes from './users.module.css';

const calendars = ['google', 'outlook'] as const;

/** What somebody holds, and what becomes of it. */
export function HoldingsList({ name, held }: { name: string; held: Holdings }) {
  const { t } = useTranslation();
  const tickets = t('users.leave.tickets', { count: held.openTickets });
  const visits = held.scheduledVisits > 0 ? `, ${t('users.leave.visits', { count: held.scheduledVisits })}` : '';
  const lines: { icon: LucideIcon; so: boolean; words: string }[] = [
    { icon: Ticket, so: held.openTickets > 0, words: tickets + visits },
    ...calendars.map((provider) => ({
      icon: CalendarDays,
      so: held.calendars.includes(provider),
      words: t('users.leave.calendar', { calendar: t(`calendars.names.${provider}`) }),
    })),
    { icon: MonitorSmartphone, so: held.sessions > 0, words: t('users.leave.sessions', { count: held.sessions }) },
    { icon: Mail, so: held.links > 0, words: t('users.leave.links', { count: held.links }) },
  ];
  const so = lines.filter((line) => line.so);
  if (so.length === 0) return <p>{t('users.leave.nothing', { name })}</p>;
  return (
    <ul className={classes.holdings} aria-label={t('users.leave.holds', { name })}>
      {so.map(({ icon: Icon, words }) => (
        <li key={words}>
          <Icon size={16} aria-hidden="true" />
          {words}
        </li>
      ))}
    </ul>
  );
}

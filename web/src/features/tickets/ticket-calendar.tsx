import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listTicketCalendars, type Ticket, type TicketCalendar as CalendarState } from '../../api/client';
import { ticketKey } from './tickets-query';
import classes from './ticket-page.module.css';

/** Whose business the ticket's own facts explain already: said once, above. */
const plain: readonly (string | null)[] = ['not_scheduled', 'not_assigned'];

/** Below a ticket's schedule: whether it stands in the assignee's calendar, or why not. */
export function TicketCalendar({ ticket }: { ticket: Ticket }) {
  const { t, i18n } = useTranslation();
  const states = useQuery({
    queryKey: [...ticketKey(ticket.id), 'calendars', ticket.version],
    queryFn: async ({ signal }) => (await listTicketCalendars({ path: { id: ticket.id }, signal })).items,
    enabled: ticket.scheduledStart !== null && ticket.assigneeId !== null,
    refetchInterval: (query) => (query.state.data?.some((one) => one.state === 'pending') ? 3000 : false),
  });
  const words = ({ provider, state, why }: CalendarState) => {
    const calendar = t(`tickets.calendar.${provider}`);
    if (state === 'in_calendar') return t('tickets.calendar.in', { calendar });
    if (state === 'pending') return t('tickets.calendar.pending', { calendar });
    const key = `tickets.calendar.why.${why}`;
    // Codes of the providers are for the logs.
    const reason = i18n.exists(key) ? i18n.t(key as 'tickets.calendar.why.over') : t('tickets.calendar.why.refused');
    return t('tickets.calendar.notIn', { calendar, reason });
  };
  const shown = (states.data ?? []).filter(({ why }) => !plain.includes(why));
  if (shown.length === 0) return null;
  return (
    <span className={classes.calendar} aria-live="polite">
      {shown.map((one) => (
        <span key={one.provider}>{words(one)}</span>
      ))}
    </span>
  );
}

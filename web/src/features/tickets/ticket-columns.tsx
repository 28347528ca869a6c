import { CalendarClock } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../api/client';
import { useMe } from '../../app/me';
import { Cut } from '../../components/cut';
import type { Column } from '../../components/data-table';
import { NumberedLink } from '../../components/numbered-link';
import { TimeAgo } from '../../components/time-ago';
import { AssigneePick, PriorityPick, StatusPick } from './ticket-picks';
import { startInWords, whenInWords } from './ticket-when';
import classes from './tickets.module.css';

export function useTicketColumns(): ReadonlyArray<Column<Ticket>> {
  const { t, i18n } = useTranslation();
  const { timeZone } = useMe().org;
  return useMemo(
    () => [
      {
        key: 'subject',
        header: t('tickets.fields.subject'),
        kind: 'title',
        cell: (ticket) => <NumberedLink to={`/tickets/${ticket.id}`} number={ticket.number} title={ticket.subject} />,
      },
      {
        key: 'client',
        header: t('tickets.fields.client'),
        width: '14%',
        cell: (ticket) => <Cut text={ticket.client?.name ?? null} />,
      },
      {
        key: 'status',
        header: t('tickets.fields.status'),
        width: '112px',
        cell: (ticket) => <StatusPick ticket={ticket} />,
      },
      {
        key: 'priority',
        header: t('tickets.fields.priority'),
        width: '92px',
        cell: (ticket) => <PriorityPick ticket={ticket} />,
      },
      {
        key: 'assignee',
        header: t('tickets.fields.assignee'),
        width: '140px',
        cell: (ticket) => <AssigneePick ticket={ticket} />,
      },
      {
        key: 'schedule',
        header: t('tickets.fields.schedule'),
        width: '172px',
        cell: (ticket) => {
          const when = whenInWords(ticket, timeZone, i18n.language, t('tickets.allDay'));
          return when ? (
            <span className={classes.when} title={when}>
              <CalendarClock size={14} aria-hidden="true" />
              <Cut text={startInWords(ticket, timeZone, i18n.language)} />
            </span>
          ) : (
            <span className={classes.dim}>–</span>
          );
        },
      },
      {
        key: 'updated',
        header: t('tickets.fields.updated'),
        width: '100px',
        cell: (ticket) => (
          <span className={classes.dim}>
            <TimeAgo at={ticket.updatedAt} />
          </span>
        ),
      },
    ],
    [t, i18n.language, timeZone],
  );
}

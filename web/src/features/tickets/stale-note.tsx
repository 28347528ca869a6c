import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../api/client';
import { useMe } from '../../app/me';
import type { TicketField } from './changed-fields';
import { whenInWords } from './ticket-when';
import classes from './tickets.module.css';

/** Two people edited one ticket: what the other one changed, and that saving keeps both where they do not meet. */
export function StaleNote({ ticket, fields }: { ticket: Ticket; fields: readonly TicketField[] }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useMe().org;
  const valueOf: Record<TicketField, string | null> = {
    subject: ticket.subject,
    description: ticket.description,
    status: t(`tickets.status.${ticket.status}`),
    priority: t(`tickets.priority.${ticket.priority}`),
    client: ticket.client?.name ?? null,
    assignee: ticket.assignee?.name ?? t('tickets.unassigned'),
    schedule: whenInWords(ticket, timeZone, i18n.language, t('tickets.allDay')),
  };
  return (
    <div role="alert" className={classes.stale}>
      <TriangleAlert size={16} aria-hidden="true" />
      <div>
        <p>{t('tickets.stale.text')}</p>
        <ul>
          {fields.map((field) => (
            <li key={field}>
              {t(`tickets.fields.${field}`)}: {valueOf[field] ?? '–'}
            </li>
          ))}
        </ul>
        <p>{t('tickets.stale.what')}</p>
      </div>
    </div>
  );
}

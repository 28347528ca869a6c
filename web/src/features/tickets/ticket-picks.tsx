import { useQuery } from '@tanstack/react-query';
import { Flag } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AssignableUser, Ticket } from '../../api/client';
import { may, useMe } from '../../app/me';
import { Initials } from '../../components/initials';
import { PersonTag } from '../../components/person-tag';
import { QuickPick } from '../../components/quick-pick';
import { StatusDot } from '../../components/status-dot';
import { priorities, statusTones, ticketStatuses } from './ticket-words';
import { assignableQuery, nobody } from './tickets-query';
import { useTicketChange } from './use-ticket-change';
import classes from './tickets.module.css';

export function StatusPick({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const useOptions = () => {
    const change = useTicketChange();
    return ticketStatuses.map((status) => ({
      value: status,
      label: t(`tickets.status.${status}`),
      mark: <StatusDot tone={statusTones[status]}>{null}</StatusDot>,
      pick: () => change.mutate({ id: ticket.id, body: { status }, shown: { status } }),
    }));
  };
  return (
    <QuickPick
      label={t('tickets.statusOf', { number: ticket.number })}
      fixed={!may(useMe(), 'tickets:edit')}
      value={ticket.status}
      useOptions={useOptions}
    >
      <StatusDot tone={statusTones[ticket.status]}>{t(`tickets.status.${ticket.status}`)}</StatusDot>
    </QuickPick>
  );
}

export function PriorityPick({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const useOptions = () => {
    const change = useTicketChange();
    return priorities.map((priority) => ({
      value: priority,
      label: t(`tickets.priority.${priority}`),
      mark: <Flag size={14} aria-hidden="true" className={classes.flag} data-priority={priority} />,
      pick: () => change.mutate({ id: ticket.id, body: { priority }, shown: { priority } }),
    }));
  };
  return (
    <QuickPick
      label={t('tickets.priorityOf', { number: ticket.number })}
      fixed={!may(useMe(), 'tickets:edit')}
      value={ticket.priority}
      useOptions={useOptions}
    >
      <PriorityWord ticket={ticket} />
    </QuickPick>
  );
}

function PriorityWord({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  return (
    <span className={classes.priority}>
      <Flag size={14} aria-hidden="true" className={classes.flag} data-priority={ticket.priority} />
      {t(`tickets.priority.${ticket.priority}`)}
    </span>
  );
}

/** The technician: who is on the assignment list, with their photos, or nobody. */
export function AssigneePick({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const { assignee } = ticket;
  const useOptions = () => {
    const people = useQuery(assignableQuery);
    const change = useTicketChange();
    const give = (person: AssignableUser | null) => {
      const assigneeId = person?.id ?? null;
      change.mutate({
        id: ticket.id,
        body: { assigneeId },
        shown: { assigneeId, assignee: person ? { ...person, deactivated: false } : null },
      });
    };
    return [
      { value: nobody, label: t('tickets.unassigned'), pick: () => give(null) },
      ...(people.data ?? []).map((person) => ({
        value: person.id,
        label: person.name,
        mark: <Initials id={person.id} name={person.name} src={person.avatarUrl} size={20} />,
        pick: () => give(person),
      })),
    ];
  };
  return (
    <QuickPick
      label={t('tickets.assigneeOf', { number: ticket.number })}
      fixed={!may(useMe(), 'tickets:edit')}
      value={assignee?.id ?? nobody}
      useOptions={useOptions}
    >
      {assignee ? <PersonTag person={assignee} /> : <span className={classes.dim}>{t('tickets.unassigned')}</span>}
    </QuickPick>
  );
}

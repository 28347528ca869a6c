import { useQuery } from '@tanstack/react-query';
import { Flag } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../api/client';
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
  const change = useTicketChange();
  return (
    <QuickPick
      label={t('tickets.statusOf', { number: ticket.number })}
      fixed={!may(useMe(), 'tickets:edit')}
      value={ticket.status}
      options={ticketStatuses.map((value) => ({
        value,
        label: t(`tickets.status.${value}`),
        mark: <StatusDot tone={statusTones[value]}>{null}</StatusDot>,
      }))}
      onPick={(status) => change.mutate({ id: ticket.id, body: { status }, shown: { status } })}
    >
      <StatusDot tone={statusTones[ticket.status]}>{t(`tickets.status.${ticket.status}`)}</StatusDot>
    </QuickPick>
  );
}

export function PriorityPick({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const change = useTicketChange();
  return (
    <QuickPick
      label={t('tickets.priorityOf', { number: ticket.number })}
      fixed={!may(useMe(), 'tickets:edit')}
      value={ticket.priority}
      options={priorities.map((value) => ({
        value,
        label: t(`tickets.priority.${value}`),
        mark: <Flag size={14} aria-hidden="true" className={classes.flag} data-priority={value} />,
      }))}
      onPick={(priority) => change.mutate({ id: ticket.id, body: { priority }, shown: { priority } })}
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
  const editable = may(useMe(), 'tickets:edit');
  const people = useQuery({ ...assignableQuery, enabled: editable });
  const change = useTicketChange();
  const { assignee } = ticket;
  return (
    <QuickPick<string>
      label={t('tickets.assigneeOf', { number: ticket.number })}
      fixed={!editable}
      value={assignee?.id ?? nobody}
      options={[
        { value: nobody, label: t('tickets.unassigned') },
        ...(people.data ?? []).map((person) => ({
          value: person.id,
          label: person.name,
          mark: <Initials id={person.id} name={person.name} src={person.avatarUrl} size={20} />,
        })),
      ]}
      onPick={(value) => {
        const person = people.data?.find((one) => one.id === value) ?? null;
        const assigneeId = person?.id ?? null;
        change.mutate({
          id: ticket.id,
          body: { assigneeId },
          shown: { assigneeId, assignee: person ? { ...person, deactivated: false } : null },
        });
      }}
    >
      {assignee ? <PersonTag person={assignee} /> : <span className={classes.dim}>{t('tickets.unassigned')}</span>}
    </QuickPick>
  );
}

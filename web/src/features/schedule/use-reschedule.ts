import { useTranslation } from 'react-i18next';
import type { Person, Ticket } from '../../api/client';
import { useMe } from '../../app/me';
import { notify } from '../../components/notify';
import type { LocalMinute } from '../../components/zoned-time';
import { moved, whenInWords } from '../tickets/ticket-when';
import { useTicketChange } from '../tickets/use-ticket-change';
import type { Visit } from './schedule-layout';

type Plan = Pick<Ticket, 'scheduledStart' | 'scheduledEnd' | 'allDay' | 'assigneeId' | 'assignee'>;

/** Moves a visit to a local time and a person, at once to see, with a way back. */
export function useReschedule() {
  const { t, i18n } = useTranslation();
  const { timeZone } = useMe().org;
  const change = useTicketChange();
  const apply = (id: string, plan: Plan, before: Plan, done?: () => void) => {
    const { assignee, ...body } = plan;
    change.mutate(
      {
        id,
        body: plan.assigneeId === before.assigneeId ? { ...body, assigneeId: undefined } : body,
        shown: { ...body, assignee },
      },
      { onSuccess: () => done?.() },
    );
  };
  return (visit: Visit, to: LocalMinute, person: Person | null) => {
    const { scheduledStart, scheduledEnd, allDay, assigneeId, assignee } = visit;
    const before: Plan = { scheduledStart, scheduledEnd, allDay, assigneeId, assignee };
    const plan: Plan = {
      ...moved(visit, to, timeZone),
      allDay,
      assigneeId: person?.id ?? null,
      assignee: person,
    };
    apply(visit.id, plan, before, () =>
      notify(
        t('schedule.moved', {
          number: visit.number,
          when: whenInWords(plan, timeZone, i18n.language, t('tickets.allDay')) ?? '',
          name: person?.name ?? t('tickets.unassigned'),
        }),
        { label: t('common.undo'), run: () => apply(visit.id, before, plan) },
      ),
    );
  };
}

import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Person, updateTicket } from '../../api/client';
import { useMe } from '../../app/me';
import { FormDialog } from '../../components/form-dialog';
import { notify } from '../../components/notify';
import { AssigneeField } from '../tickets/assignee-field';
import { ScheduleFields } from '../tickets/schedule-fields';
import { fromScheduleValues, type ScheduleValues, toScheduleValues } from '../tickets/ticket-when';
import { ticketsKey } from '../tickets/tickets-query';
import type { Visit } from './schedule-layout';

/** Another time or person for a visit, by fields: where there is no room to drag. */
export function MoveDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { timeZone } = useMe().org;
  const before = toScheduleValues(visit, timeZone);
  const [schedule, setSchedule] = useState<ScheduleValues>(before);
  const [assignee, setAssignee] = useState<Person | null>(visit.assignee);
  const late = schedule.end !== '' && schedule.end < schedule.start;
  const dirty =
    schedule.start !== before.start ||
    schedule.end !== before.end ||
    schedule.allDay !== before.allDay ||
    assignee?.id !== visit.assignee?.id;
  const save = useMutation({
    mutationFn: () =>
      updateTicket({
        path: { id: visit.id },
        body: {
          ...fromScheduleValues(schedule),
          ...(assignee?.id === visit.assignee?.id ? {} : { assigneeId: assignee?.id ?? null }),
        },
      }),
    onSuccess: (ticket) => {
      void queryClient.invalidateQueries({ queryKey: ticketsKey });
      notify(t('tickets.dialog.saved', { number: ticket.number }));
      onClose();
    },
  });
  return (
    <FormDialog
      onClose={onClose}
      title={t('schedule.moveOne', { number: visit.number })}
      submit={t('common.save')}
      busy={save.isPending}
      dirty={dirty}
      canSubmit={dirty && !late}
      problem={save.error}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <p>{visit.subject}</p>
      <ScheduleFields
        value={schedule}
        onChange={setSchedule}
        errors={{ end: late ? t('tickets.dialog.endBeforeStart') : null }}
        autoFocus
      />
      <AssigneeField value={assignee} onChange={setAssignee} />
    </FormDialog>
  );
}

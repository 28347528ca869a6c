import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type UpdateTicket, updateTicket } from '../../api/client';
import type { Problem } from '../../api/problem';
import { useMe } from '../../app/me';
import { FormDialog } from '../../components/form-dialog';
import { focusFirstError, placeProblem } from '../../components/form-problem';
import { notify } from '../../components/notify';
import { useProblemText } from '../../components/problem-text';
import { AssigneeField } from '../tickets/assignee-field';
import { ScheduleFields } from '../tickets/schedule-fields';
import { fieldOfPath, planBody, type PlanValues } from '../tickets/ticket-form';
import { toScheduleValues } from '../tickets/ticket-when';
import { ticketsKey } from '../tickets/tickets-query';
import { usePlanRules } from '../tickets/use-plan-rules';
import type { Visit } from './schedule-layout';

/** Another time or person for a visit, by fields: where there is no room to drag. */
export function MoveDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const queryClient = useQueryClient();
  const { timeZone } = useMe().org;
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm<PlanValues>({
    initialValues: { ...toScheduleValues(visit, timeZone), assignee: visit.assignee },
    validate: usePlanRules(),
  });
  const save = useMutation({
    mutationFn: (body: UpdateTicket) => updateTicket({ path: { id: visit.id }, body }),
    onSuccess: (ticket) => {
      void queryClient.invalidateQueries({ queryKey: ticketsKey });
      notify(t('tickets.dialog.saved', { number: ticket.number }));
      onClose();
    },
    onError: (error) =>
      setProblem(placeProblem(form, error, text, { not_assignable: 'assignee' }, fieldOfPath) ? null : error),
  });
  const values = form.getValues();
  return (
    <FormDialog
      onClose={onClose}
      title={t('schedule.moveOne', { number: visit.number })}
      submit={t('common.save')}
      busy={save.isPending}
      dirty={form.isDirty()}
      canSubmit={form.isDirty()}
      problem={problem}
      onSubmit={form.onSubmit((now) => {
        setProblem(null);
        save.mutate(planBody(now, form.isDirty));
      }, focusFirstError(form))}
    >
      <p>{visit.subject}</p>
      <ScheduleFields
        value={values}
        onChange={({ start, end, allDay }) => form.setValues({ start, end, allDay })}
        errors={{ start: form.errors.start, end: form.errors.end }}
        autoFocus
      />
      <AssigneeField
        value={values.assignee}
        onChange={(assignee) => form.setFieldValue('assignee', assignee)}
        error={form.errors.assignee}
      />
    </FormDialog>
  );
}

import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ClientRef,
  createTicket,
  getTicket,
  type Person,
  type Ticket,
  type UpdateTicket,
  updateTicket,
} from '../../api/client';
import type { Problem } from '../../api/problem';
import { useMe } from '../../app/me';
import { ClientField } from '../../components/client-field';
import { FormDialog } from '../../components/form-dialog';
import { focusFirstError, placeProblem } from '../../components/form-problem';
import { notify } from '../../components/notify';
import { useProblemText } from '../../components/problem-text';
import { AssigneeField } from './assignee-field';
import { ScheduleFields } from './schedule-fields';
import { StaleNote } from './stale-note';
import { priorities } from './ticket-words';
import { fieldOfPath, ticketBody, type TicketValues } from './ticket-form';
import { toScheduleValues } from './ticket-when';
import { ticketKey, ticketsKey } from './tickets-query';
import { usePlanRules } from './use-plan-rules';
import { changedFields, type TicketField } from './changed-fields';

/** A new ticket, or all of one's words and times at once. `given` fills in what is known already. */
export function TicketDialog(props: {
  ticket?: Ticket;
  given?: { client?: ClientRef; start?: string; assignee?: Person };
  onClose: () => void;
  onCreated?: (ticket: Ticket) => void;
}) {
  const { t } = useTranslation();
  const text = useProblemText();
  const queryClient = useQueryClient();
  const { timeZone } = useMe().org;
  const planRules = usePlanRules();
  const [problem, setProblem] = useState<Problem | null>(null);
  // The ticket that was read, and that the form changes; a newer one after someone else changed it meanwhile.
  const [base, setBase] = useState<Ticket | null>(props.ticket ?? null);
  const [theirs, setTheirs] = useState<TicketField[]>([]);
  const form = useForm<TicketValues>({
    initialValues: {
      subject: props.ticket?.subject ?? '',
      description: props.ticket?.description ?? '',
      client: props.ticket?.client ?? props.given?.client ?? null,
      assignee: props.ticket?.assignee ?? props.given?.assignee ?? null,
      priority: props.ticket?.priority ?? 'normal',
      ...(props.ticket
        ? toScheduleValues(props.ticket, timeZone)
        : { start: props.given?.start ?? '', end: '', allDay: false }),
    },
    validate: {
      subject: (value) => (value.trim() ? null : t('tickets.dialog.subjectNeeded')),
      ...planRules,
    },
  });

  const save = useMutation({
    mutationFn: (body: UpdateTicket) =>
      base
        ? updateTicket({ path: { id: base.id }, body: { ...body, version: base.version } })
        : createTicket({ body: { ...body, subject: body.subject ?? '' } }),
    onSuccess: (ticket) => {
      if (props.ticket) queryClient.setQueryData(ticketKey(ticket.id), ticket);
      void queryClient.invalidateQueries({ queryKey: ticketsKey });
      notify(t(props.ticket ? 'tickets.dialog.saved' : 'tickets.dialog.created', { number: ticket.number }));
      props.onClose();
      if (!props.ticket) props.onCreated?.(ticket);
    },
    onError: async (error) => {
      if (error.code === 'stale' && base) {
        const now = await getTicket({ path: { id: base.id } }).catch(() => null);
        if (now) {
          setTheirs(changedFields(base, now));
          setBase(now);
          return;
        }
      }
      setProblem(placeProblem(form, error, text, { not_assignable: 'assignee' }, fieldOfPath) ? null : error);
    },
  });

  const values = form.getValues();
  return (
    <FormDialog
      onClose={props.onClose}
      title={props.ticket ? t('tickets.dialog.edit', { number: props.ticket.number }) : t('tickets.new')}
      submit={
        props.ticket ? (theirs.length > 0 ? t('tickets.stale.save') : t('common.save')) : t('tickets.dialog.create')
      }
      busy={save.isPending}
      dirty={form.isDirty()}
      canSubmit={!props.ticket || form.isDirty()}
      problem={problem}
      onSubmit={form.onSubmit((now) => {
        setProblem(null);
        // What a new ticket begins with was given, not typed, and belongs to it all the same.
        save.mutate(ticketBody(now, base ? form.isDirty : () => true));
      }, focusFirstError(form))}
    >
      {base && theirs.length > 0 ? <StaleNote ticket={base} fields={theirs} /> : null}
      <TextInput
        {...form.getInputProps('subject')}
        label={t('tickets.fields.subject')}
        autoComplete="off"
        data-autofocus
      />
      <Textarea
        {...form.getInputProps('description')}
        label={t('tickets.fields.description')}
        autosize
        minRows={3}
        maxRows={10}
      />
      <ClientField
        value={values.client}
        onChange={(client) => form.setFieldValue('client', client)}
        error={form.errors.client}
      />
      <AssigneeField
        value={values.assignee}
        onChange={(assignee) => form.setFieldValue('assignee', assignee)}
        error={form.errors.assignee}
      />
      <NativeSelect
        {...form.getInputProps('priority')}
        label={t('tickets.fields.priority')}
        data={priorities.map((value) => ({ value, label: t(`tickets.priority.${value}`) }))}
      />
      <ScheduleFields
        value={values}
        onChange={({ start, end, allDay }) => form.setValues({ start, end, allDay })}
        errors={{ start: form.errors.start, end: form.errors.end }}
      />
    </FormDialog>
  );
}

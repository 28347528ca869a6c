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
  type TicketPriority,
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
import { fromScheduleValues, toScheduleValues } from './ticket-when';
import { ticketKey, ticketsKey } from './tickets-query';
import { changedFields, type TicketField } from './changed-fields';

interface TicketValues extends Record<string, unknown> {
  subject: string;
  description: string;
  client: ClientRef | null;
  assignee: Person | null;
  priority: TicketPriority;
  start: string;
  end: string;
  allDay: boolean;
}

const fieldOfPath = {
  clientId: 'client',
  assigneeId: 'assignee',
  scheduledStart: 'start',
  scheduledEnd: 'end',
} as const;

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
      start: (value, { end }) => (end && !value ? t('tickets.dialog.startNeeded') : null),
      end: (value, { start }) => (value && start && value < start ? t('tickets.dialog.endBeforeStart') : null),
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
        save.mutate(bodyOf(now, form.isDirty));
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

/** Only what was touched: the rest is someone else's to change meanwhile. */
function bodyOf(values: TicketValues, isDirty: (path: string) => boolean): UpdateTicket {
  const scheduled = isDirty('start') || isDirty('end') || isDirty('allDay');
  return {
    ...(isDirty('subject') ? { subject: values.subject.trim() } : {}),
    ...(isDirty('description') ? { description: values.description.trim() || null } : {}),
    ...(isDirty('client') ? { clientId: values.client?.id ?? null } : {}),
    ...(isDirty('assignee') ? { assigneeId: values.assignee?.id ?? null } : {}),
    ...(isDirty('priority') ? { priority: values.priority } : {}),
    ...(scheduled ? fromScheduleValues(values) : {}),
  };
}

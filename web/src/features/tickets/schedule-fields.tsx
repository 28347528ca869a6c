import { Checkbox, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/me';
import { type ScheduleValues, switchAllDay } from './ticket-when';
import classes from './tickets.module.css';

/** Start, end, all day; in the organization's time zone, with the browser's own pickers. */
export function ScheduleFields(props: {
  value: ScheduleValues;
  onChange: (value: ScheduleValues) => void;
  errors: { start?: ReactNode; end?: ReactNode };
  autoFocus?: boolean;
}) {
  const { t } = useTranslation();
  const { org } = useMe();
  const { value, onChange, errors } = props;
  const type = value.allDay ? 'date' : 'datetime-local';
  return (
    <fieldset className={classes.fieldset}>
      <legend className={classes.legend}>{t('tickets.fields.schedule')}</legend>
      <div className={classes.two}>
        <TextInput
          label={t('tickets.fields.start')}
          type={type}
          value={value.start}
          error={errors.start}
          data-path="start"
          data-autofocus={props.autoFocus || undefined}
          onChange={(event) => onChange({ ...value, start: event.currentTarget.value })}
        />
        <TextInput
          label={t('tickets.fields.end')}
          type={type}
          value={value.end}
          error={errors.end}
          data-path="end"
          {...(value.start ? { min: value.start } : {})}
          onChange={(event) => onChange({ ...value, end: event.currentTarget.value })}
        />
      </div>
      <Checkbox
        label={t('tickets.fields.allDay')}
        checked={value.allDay}
        onChange={(event) => onChange(switchAllDay(value, event.currentTarget.checked))}
      />
      <p className={classes.help}>
        {t('tickets.fields.zone', { zone: org.timeZone })}{' '}
        {t(value.allDay ? 'tickets.fields.noEndAllDay' : 'tickets.fields.noEnd')}
      </p>
    </fieldset>
  );
}

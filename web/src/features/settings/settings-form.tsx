import { Button, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { updateOrg } from '../../api/client';
import type { Problem } from '../../api/problem';
import { now } from '../../app/clock';
import { changeMe, useMe } from '../../app/me';
import { CurrencyField } from '../../components/currency-field';
import { focusFirstError, placeProblem } from '../../components/form-problem';
import { notify } from '../../components/notify';
import { ProblemNote } from '../../components/problem-note';
import { useProblemText } from '../../components/problem-text';
import { clockStyle, formatWhen } from '../../components/when';
import classes from './settings.module.css';

export function SettingsForm() {
  const { t, i18n } = useTranslation();
  const text = useProblemText();
  const me = useMe();
  const { org } = me;
  const [problem, setProblem] = useState<Problem | null>(null);
  const zones = useMemo(
    () => [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), org.timeZone])],
    [org.timeZone],
  );
  const form = useForm({
    initialValues: { name: org.name, timeZone: org.timeZone, currency: org.currency },
    validate: { name: (value) => (value.trim() ? null : t('settings.nameNeeded')) },
  });
  const save = useMutation({
    mutationFn: (body: { name?: string; timeZone?: string; currency?: string }) => updateOrg({ body }),
    onSuccess: (saved) => {
      changeMe({ ...me, org: saved });
      form.setValues({ name: saved.name, timeZone: saved.timeZone, currency: saved.currency });
      form.resetDirty();
      notify(t('settings.saved'));
    },
    onError: (error) => setProblem(placeProblem(form, error, text) ? null : error),
  });
  const values = form.getValues();
  return (
    <form
      noValidate
      className={classes.form}
      onSubmit={form.onSubmit(({ name, timeZone, currency }) => {
        setProblem(null);
        save.mutate({
          ...(form.isDirty('name') ? { name: name.trim() } : {}),
          ...(form.isDirty('timeZone') ? { timeZone } : {}),
          ...(form.isDirty('currency') ? { currency } : {}),
        });
      }, focusFirstError(form))}
    >
      <ProblemNote problem={problem} />
      <TextInput {...form.getInputProps('name')} label={t('settings.name')} autoComplete="off" />
      <Select
        {...form.getInputProps('timeZone')}
        label={t('settings.timeZone')}
        description={t('settings.zoneHelp', {
          time: formatWhen(now(), values.timeZone, i18n.language, { weekday: 'long', ...clockStyle }),
        })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        searchable
        data={zones}
        limit={100}
        nothingFoundMessage={t('settings.noZone')}
        maxDropdownHeight={240}
        comboboxProps={{ shadow: 'md' }}
      />
      <CurrencyField {...form.getInputProps('currency')} description={t('settings.currencyHelp')} />
      <div>
        <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

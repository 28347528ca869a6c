import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../api/client';
import { Initials } from '../../components/initials';
import { PersonTag } from '../../components/person-tag';
import { assignableQuery } from './tickets-query';

/** Who does it: the assignment list with photos. Someone deactivated who has the ticket still stands there, greyed. */
export function AssigneeField(props: {
  value: Person | null;
  onChange: (person: Person | null) => void;
  error?: ReactNode;
}) {
  const { t } = useTranslation();
  const { value, onChange, error } = props;
  const list = useQuery(assignableQuery);
  const people: Person[] = (list.data ?? []).map((person) => ({ ...person, deactivated: false }));
  const all = value && !people.some((one) => one.id === value.id) ? [value, ...people] : people;
  return (
    <Select
      label={t('tickets.fields.assignee')}
      placeholder={t('tickets.unassigned')}
      error={error}
      searchable={all.length > 8}
      clearable
      clearButtonProps={{ 'aria-label': t('tickets.unassigned') }}
      data={all.map((person) => ({ value: person.id, label: person.name }))}
      leftSection={
        value ? (
          <Initials id={value.id} name={value.name} src={value.avatarUrl} size={20} faded={value.deactivated} />
        ) : null
      }
      renderOption={({ option }) => {
        const person = all.find((one) => one.id === option.value);
        return person ? <PersonTag person={person} /> : option.label;
      }}
      value={value?.id ?? null}
      onChange={(id) => onChange(all.find((one) => one.id === id) ?? null)}
      maxDropdownHeight={260}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}

import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/client';
import { assignableQuery, nobody } from '../tickets/tickets-query';

/** Who gets the tickets; `id: null` is nobody. */
export interface Receiver {
  id: string | null;
  name: string;
}

const keep = 'keep';

/** To whom open tickets go: a colleague of the assignment list, nobody, or (unless `required`) they stay where they are. */
export function HandOverField(props: {
  user: User;
  required: boolean;
  value: Receiver | null;
  onChange: (receiver: Receiver | null) => void;
}) {
  const { t } = useTranslation();
  const { user, required, value, onChange } = props;
  const people = (useQuery(assignableQuery).data ?? []).filter(({ id }) => id !== user.id);
  return (
    <Select
      label={t('users.leave.handTo')}
      data={[
        ...(required ? [] : [{ value: keep, label: t('users.leave.keep', { name: user.name }) }]),
        { value: nobody, label: t('users.leave.nobody') },
        ...people.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      searchable={people.length > 8}
      value={value ? (value.id ?? nobody) : required ? null : keep}
      onChange={(chosen) => {
        if (chosen === nobody) onChange({ id: null, name: '' });
        else onChange(people.find(({ id }) => id === chosen) ?? null);
      }}
      maxDropdownHeight={260}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}

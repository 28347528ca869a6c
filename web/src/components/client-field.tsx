import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ClientRef, listClients } from '../api/client';

interface ClientFieldProps {
  value: ClientRef | null;
  onChange: (client: ClientRef | null) => void;
  error?: ReactNode;
  required?: boolean;
  'data-autofocus'?: boolean;
  'data-path'?: string;
}

/** A client, found by typing part of the name. */
export function ClientField({ value, onChange, required, ...rest }: ClientFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value?.name ?? '');
  const [asked] = useDebouncedValue(typed.trim() === value?.name ? '' : typed.trim(), 200);
  const found = useQuery({
    queryKey: ['clients', 'pick', asked],
    queryFn: ({ signal }) => listClients({ query: { limit: 20, ...(asked ? { search: asked } : {}) }, signal }),
    placeholderData: keepPreviousData,
  });
  const clients: ClientRef[] = found.data?.items ?? [];
  const options = value && !clients.some((one) => one.id === value.id) ? [value, ...clients] : clients;
  return (
    <Select
      {...rest}
      label={t('people.client')}
      placeholder={t('people.findClient')}
      searchable
      clearable={!required}
      clearButtonProps={{ 'aria-label': t('people.noClient') }}
      data={options.map(({ id, name }) => ({ value: id, label: name }))}
      // The server has searched already.
      filter={({ options: all }) => all}
      searchValue={typed}
      onSearchChange={setTyped}
      value={value?.id ?? null}
      onChange={(id) => onChange(options.find((one) => one.id === id) ?? null)}
      nothingFoundMessage={found.isFetching ? t('common.loading') : t('people.nobodyFound')}
      maxDropdownHeight={260}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}

import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../api/client';
import { roles } from './use-user-filters';

/** A role, with what it may do written under it. */
export function RoleField(props: {
  label?: string;
  value?: Role;
  onChange?: (value: Role) => void;
  error?: ReactNode;
}) {
  const { t } = useTranslation();
  const { label, value = 'technician', onChange, ...rest } = props;
  return (
    <Select
      {...rest}
      label={label ?? t('fields.role')}
      description={t(`roles.about.${value}`)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
      value={value}
      onChange={(next) => {
        const role = roles.find((one) => one === next);
        if (role) onChange?.(role);
      }}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}

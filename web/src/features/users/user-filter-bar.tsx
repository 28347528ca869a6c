import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterBar, FilterSelect, SearchField } from '../../components/filter-bar';
import { roles, statuses } from './use-user-filters';
import type { UserFilters } from './users-query';

/** Search, role and status; whatever else narrows the list comes after them. */
export function UserFilterBar(props: {
  /** What is searched, for the field. */
  label: string;
  filters: UserFilters;
  onChange: (change: Partial<UserFilters>) => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const { filters, onChange } = props;
  return (
    <FilterBar>
      <SearchField label={props.label} value={filters.search} onChange={(search) => onChange({ search })} />
      <FilterSelect
        label={t('fields.role')}
        all={t('users.allRoles')}
        value={filters.role}
        options={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
        onChange={(role) => onChange({ role })}
      />
      <FilterSelect
        label={t('fields.status')}
        all={t('users.allStatuses')}
        value={filters.status}
        options={statuses.map((value) => ({ value, label: t(`users.status.${value}`) }))}
        onChange={(status) => onChange({ status })}
      />
      {props.children}
    </FilterBar>
  );
}

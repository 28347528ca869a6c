import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/client';
import { useMe } from '../../app/me';
import type { Column } from '../../components/data-table';
import { Initials } from '../../components/initials';
import { LoginCell, StatusCell } from './user-cells';
import classes from './users.module.css';

export function useUserColumns(): ReadonlyArray<Column<User>> {
  const { t } = useTranslation();
  const me = useMe();
  return useMemo(
    () => [
      {
        key: 'name',
        header: t('fields.name'),
        kind: 'title',
        cell: (user) => (
          <span className={classes.person}>
            <Initials
              id={user.id}
              name={user.name}
              src={user.avatarUrl}
              size={24}
              faded={user.status === 'deactivated'}
            />
            <span className={classes.name} title={user.name}>
              {user.name}
            </span>
            {user.id === me.id ? <span className={classes.you}>{t('users.you')}</span> : null}
          </span>
        ),
      },
      {
        key: 'email',
        header: t('fields.email'),
        cell: (user) => (
          <span className={classes.email} title={user.email}>
            {user.email}
          </span>
        ),
      },
      { key: 'role', header: t('fields.role'), width: '96px', cell: (user) => t(`roles.${user.role}`) },
      { key: 'status', header: t('fields.status'), width: '168px', cell: (user) => <StatusCell user={user} /> },
      { key: 'login', header: t('fields.login'), width: '184px', cell: (user) => <LoginCell user={user} /> },
    ],
    [t, me.id],
  );
}

import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/client';
import { useMe } from '../../app/me';
import { Cut } from '../../components/cut';
import type { Column } from '../../components/data-table';
import { Initials } from '../../components/initials';
import { LoginCell, StatusCell } from './user-cells';
import classes from './users.module.css';

/** `actions` draws what can be done to a row's person, in a column of that width; the same function each time. */
export function useUserColumns<Row extends User>(
  actions: (user: Row) => ReactNode,
  width: string,
): ReadonlyArray<Column<Row>> {
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
            <Cut text={user.name} />
            {user.id === me.id ? <span className={classes.you}>{t('users.you')}</span> : null}
          </span>
        ),
      },
      {
        key: 'email',
        header: t('fields.email'),
        cell: (user) => <Cut text={user.email} />,
      },
      { key: 'role', header: t('fields.role'), width: '88px', cell: (user) => t(`roles.${user.role}`) },
      { key: 'status', header: t('fields.status'), width: '124px', cell: (user) => <StatusCell user={user} /> },
      { key: 'login', header: t('fields.login'), width: '108px', cell: (user) => <LoginCell user={user} /> },
      {
        key: 'twoFactor',
        header: t('fields.twoFactor'),
        width: '44px',
        cell: (user) => (user.mfaEnabled ? t('users.twoFactorOn') : <span className={classes.dim}>–</span>),
      },
      {
        key: 'actions',
        header: t('fields.actions'),
        kind: 'actions',
        width,
        cell: actions,
      },
    ],
    [t, me.id, actions, width],
  );
}

import { UnstyledButton, type UnstyledButtonProps, VisuallyHidden } from '@mantine/core';
import { ChevronsUpDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { Initials } from '../../components/initials';
import { useMe } from '../me';
import classes from './person-button.module.css';

type PersonButtonProps = { collapsed: boolean } & UnstyledButtonProps & ComponentProps<'button'>;

/** One's picture, name and role; what opens the menu of oneself. */
export function PersonButton({ collapsed, ...rest }: PersonButtonProps) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <UnstyledButton {...rest} className={classes.person} data-collapsed={collapsed || undefined}>
      <Initials id={me.id} name={me.name} src={me.avatarUrl} size={28} />
      {collapsed ? (
        <VisuallyHidden>{me.name}</VisuallyHidden>
      ) : (
        <>
          <span className={classes.names}>
            <span className={classes.name}>{me.name}</span>
            <span className={classes.role}>{t(`roles.${me.role}`)}</span>
          </span>
          <ChevronsUpDown size={14} aria-hidden="true" />
        </>
      )}
      <VisuallyHidden>{t('frame.personMenu')}</VisuallyHidden>
    </UnstyledButton>
  );
}

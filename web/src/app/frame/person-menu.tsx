import { type MantineColorScheme, Menu, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ChevronsUpDown, CircleUser, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { signOut } from '../../api/client';
import { Initials } from '../../components/initials';
import { useMe } from '../me';
import { leaveTo } from '../session';
import classes from './person-menu.module.css';

const schemes = [
  { value: 'auto', icon: Monitor },
  { value: 'light', icon: Sun },
  { value: 'dark', icon: Moon },
] as const;

/** Oneself, at the bottom of the sidebar: My Account, the theme, Sign out. */
export function PersonMenu({ collapsed }: { collapsed: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = useMutation({
    mutationFn: () => signOut(),
    // A session that is dead already is as good as signed out.
    onSettled: () => leaveTo('/sign-in'),
  });

  return (
    // Within the landmark it belongs to, rather than at the end of the page.
    <Menu position="top-start" width={208} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes.person} data-collapsed={collapsed || undefined}>
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
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/account" leftSection={<CircleUser size={16} />}>
          {t('account.title')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('frame.theme.title')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
          {schemes.map(({ value, icon: Icon }) => (
            <Menu.RadioItem key={value} value={value} rightSection={<Icon size={14} aria-hidden="true" />}>
              {t(`frame.theme.${value}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={16} />} disabled={leave.isPending} onClick={() => leave.mutate()}>
          {t('frame.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

import { ActionIcon, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useMe } from '../me';
import { navItems, type NavItem } from '../navigation';
import { useCommandKey } from '../palette/command-key';
import { Initials } from '../../components/initials';
import { Person } from './person';
import classes from './sidebar.module.css';

const sections = ['work', 'team', 'platform'] as const;

interface SidebarProps {
  collapsed: boolean;
  onCollapse?: () => void;
  onCommands: () => void;
}

export function Sidebar({ collapsed, onCollapse, onCommands }: SidebarProps) {
  const { t } = useTranslation();
  const me = useMe();
  const commandKey = useCommandKey();
  const items = navItems(me);
  const toggle = t(collapsed ? 'frame.expand' : 'frame.collapse');

  return (
    <div className={classes.sidebar} data-collapsed={collapsed || undefined}>
      <div className={classes.org}>
        {collapsed ? null : (
          <>
            <Initials id={me.org.id} name={me.org.name} size={24} square />
            <span className={classes.orgName} title={me.org.name}>
              {me.org.name}
            </span>
          </>
        )}
        {onCollapse ? (
          <ActionIcon variant="subtle" color="gray" size={28} aria-label={toggle} title={toggle} onClick={onCollapse}>
            {collapsed ? <PanelLeftOpen size={16} /> : <PanelLeftClose size={16} />}
          </ActionIcon>
        ) : null}
      </div>
      <UnstyledButton
        className={classes.commands}
        aria-keyshortcuts="Control+K Meta+K"
        title={collapsed ? t('palette.title') : undefined}
        onClick={onCommands}
      >
        <Search size={16} aria-hidden="true" />
        {collapsed ? (
          <VisuallyHidden>{t('palette.title')}</VisuallyHidden>
        ) : (
          <>
            <span className={classes.commandsLabel}>{t('palette.title')}</span>
            <span className={classes.commandsKeys} aria-hidden="true">
              {commandKey} K
            </span>
          </>
        )}
      </UnstyledButton>
      <nav className={classes.nav} aria-label={t('frame.navigation')} data-tour="look_around">
        {sections.map((section) => {
          const inSection = items.filter((item) => item.nav.section === section);
          return inSection.length === 0 ? null : (
            <ul key={section} className={classes.section}>
              {inSection.map((item) => (
                <li key={item.path}>
                  <SidebarLink item={item} collapsed={collapsed} />
                </li>
              ))}
            </ul>
          );
        })}
      </nav>
      <Person collapsed={collapsed} />
    </div>
  );
}

function SidebarLink({ item, collapsed }: { item: NavItem; collapsed: boolean }) {
  const { t } = useTranslation();
  const Icon = item.nav.icon;
  const label = t(item.nav.label ?? item.title);
  return (
    <NavLink
      to={item.path}
      className={classes.link}
      aria-label={collapsed ? label : undefined}
      title={collapsed ? label : undefined}
    >
      <Icon size={16} aria-hidden="true" />
      {collapsed ? null : <span>{label}</span>}
    </NavLink>
  );
}

import { ActionIcon, Menu } from '@mantine/core';
import { Ellipsis, MailX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/client';
import type { UserDialog } from './user-dialogs';
import classes from './users.module.css';

/** The rest of what can be done to someone invited. */
export function InviteMenu({ user, open }: { user: User; open: (dialog: UserDialog) => void }) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" width={168} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          className={classes.more}
          aria-label={t('users.actions.more', { name: user.name })}
        >
          <Ellipsis size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          color="red"
          leftSection={<MailX size={16} aria-hidden="true" />}
          onClick={() => open({ kind: 'revoke', user })}
        >
          {t('users.revoke.action')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Sidebar } from './sidebar';
import classes from './app-frame.module.css';

/** The sidebar on a phone. */
export function SidebarDrawer(props: { opened: boolean; onClose: () => void; onCommands: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer.Root
      opened={props.opened}
      onClose={props.onClose}
      size={264}
      padding={0}
      transitionProps={{ duration: 160 }}
    >
      <Drawer.Overlay backgroundOpacity={0.4} />
      <Drawer.Content aria-label={t('frame.menu')}>
        <Drawer.Body className={classes.drawerBody}>
          <Sidebar collapsed={false} onCommands={props.onCommands} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

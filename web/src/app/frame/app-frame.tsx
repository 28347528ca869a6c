import '@mantine/notifications/styles.layer.css';
import { ActionIcon, Drawer } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { Menu as MenuIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useMe } from '../me';
import { Logo } from './logo';
import { OfflineNote } from './offline-note';
import { Sidebar } from './sidebar';
import { useCollapsed } from './use-collapsed';
import classes from './app-frame.module.css';

/** Sidebar and one content column; on a phone a bar on top, and the sidebar as a drawer. */
export function AppFrame() {
  const { t } = useTranslation();
  const me = useMe();
  const { pathname } = useLocation();
  const [collapsed, setCollapsed] = useCollapsed();
  const [drawerPath, setDrawerPath] = useState<string | null>(null);
  const main = useRef<HTMLElement>(null);
  const firstPath = useRef(pathname);

  // A screen reader goes on at the new page rather than at the link that led to it.
  useEffect(() => {
    if (firstPath.current === pathname) return;
    firstPath.current = '';
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  if (me.mustChangePassword && pathname !== '/account/security') return <Navigate to="/account/security" replace />;

  return (
    <div className={classes.frame} data-collapsed={collapsed || undefined}>
      <a className={classes.skip} href="#main">
        {t('frame.skip')}
      </a>
      <div className={classes.sidebar}>
        <Sidebar collapsed={collapsed} onCollapse={() => setCollapsed(!collapsed)} />
      </div>
      {/* Open for the path it was opened on: any navigation shuts it. */}
      <Drawer
        opened={drawerPath === pathname}
        onClose={() => setDrawerPath(null)}
        size={264}
        padding={0}
        withCloseButton={false}
        title={undefined}
        aria-label={t('frame.menu')}
        transitionProps={{ duration: 160 }}
        classNames={{ body: classes.drawerBody }}
      >
        <Sidebar collapsed={false} />
      </Drawer>
      <div className={classes.content}>
        <header className={classes.topbar}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('frame.openMenu')}
            onClick={() => setDrawerPath(pathname)}
          >
            <MenuIcon size={20} />
          </ActionIcon>
          <Logo size={20} />
          <span className={classes.topbarName}>{me.org.name}</span>
        </header>
        <OfflineNote />
        <main id="main" ref={main} tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
      </div>
      <Notifications position="bottom-right" autoClose={6000} />
      <ScrollRestoration />
    </div>
  );
}

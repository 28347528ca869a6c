import { ActionIcon } from '@mantine/core';
import { Menu as MenuIcon } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useMe } from '../me';
import { type Overlay, useShortcuts } from '../palette/use-shortcuts';
import { useIdle } from '../use-idle';
import { tourOf } from '../../features/setup-guide/setup-steps';
import { Logo } from './logo';
import { OfflineNote } from './offline-note';
import { Sidebar } from './sidebar';
import { useCollapsed } from './use-collapsed';
import { usePrefetch } from './use-prefetch';
import classes from './app-frame.module.css';

const FocusKeeper = lazy(async () => ({ default: (await import('./focus-keeper')).FocusKeeper }));
const Notices = lazy(async () => ({ default: (await import('./notices')).Notices }));
const CalendarBanner = lazy(async () => ({
  default: (await import('../../features/calendars/calendar-banner')).CalendarBanner,
}));
const Tour = lazy(async () => ({ default: (await import('../../features/setup-guide/tour')).Tour }));
const StepUp = lazy(async () => ({ default: (await import('../../features/step-up/step-up')).StepUp }));
const CommandPalette = lazy(async () => ({ default: (await import('../palette/command-palette')).CommandPalette }));
const ShortcutList = lazy(async () => ({ default: (await import('../palette/shortcut-list')).ShortcutList }));
const SidebarDrawer = lazy(async () => ({ default: (await import('./sidebar-drawer')).SidebarDrawer }));

/** Sidebar and one content column; on a phone a bar on top, and the sidebar as a drawer. */
export function AppFrame() {
  const { t } = useTranslation();
  const me = useMe();
  const { pathname, search, state } = useLocation();
  const idle = useIdle();
  const [collapsed, setCollapsed] = useCollapsed();
  const [drawerPath, setDrawerPath] = useState<string | null>(null);
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  useShortcuts(setOverlay);
  usePrefetch();
  const main = useRef<HTMLElement>(null);
  const firstPath = useRef(pathname);
  const touring = !me.mustChangePassword && (me.onboarding.status === 'pending' || tourOf(state) !== null);

  // A screen reader goes on at the new page rather than at the link that led to it.
  useEffect(() => {
    if (firstPath.current === pathname) return;
    firstPath.current = '';
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  if (me.mustChangePassword && pathname !== '/account/security') {
    return <Navigate to="/account/security" state={{ returnTo: pathname + search }} replace />;
  }

  return (
    <div className={classes.frame} data-collapsed={collapsed || undefined}>
      <a className={classes.skip} href="#main">
        {t('frame.skip')}
      </a>
      <aside className={classes.sidebar} aria-label={t('frame.sidebar')}>
        <Sidebar
          collapsed={collapsed}
          onCollapse={() => setCollapsed(!collapsed)}
          onCommands={() => setOverlay('commands')}
        />
      </aside>
      {/* Open for the path it was opened on: any navigation shuts it. */}
      <Suspense fallback={null}>
        {drawerPath === null ? null : (
          <SidebarDrawer
            opened={drawerPath === pathname}
            onClose={() => setDrawerPath(null)}
            onCommands={() => {
              setDrawerPath(null);
              setOverlay('commands');
            }}
          />
        )}
        {overlay === 'commands' ? <CommandPalette onClose={() => setOverlay(null)} onOpen={setOverlay} /> : null}
        {overlay === 'shortcuts' ? <ShortcutList onClose={() => setOverlay(null)} /> : null}
      </Suspense>
      <div className={classes.content}>
        <div className={classes.topbar} role="region" aria-label={me.org.name}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('frame.openMenu')}
            data-tour="look_around"
            onClick={() => setDrawerPath(pathname)}
          >
            <MenuIcon size={20} />
          </ActionIcon>
          <Logo size={20} />
          <span className={classes.topbarName}>{me.org.name}</span>
        </div>
        <OfflineNote />
        <Suspense fallback={null}>{idle ? <CalendarBanner /> : null}</Suspense>
        <Suspense fallback={null}>{idle && touring ? <Tour /> : null}</Suspense>
        <main id="main" ref={main} tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
      </div>
      <Suspense fallback={null}>{idle ? <StepUp /> : null}</Suspense>
      <Suspense fallback={null}>{idle ? <FocusKeeper /> : null}</Suspense>
      <section aria-label={t('frame.notices')} data-notices="">
        <Suspense fallback={null}>{idle ? <Notices /> : null}</Suspense>
      </section>
      <ScrollRestoration />
    </div>
  );
}

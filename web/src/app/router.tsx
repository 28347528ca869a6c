import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { CardFrame } from './frame/card-frame';
import { useMe } from './me';
import { PageGate } from './page-gate';
import { pages, type PageRow } from './pages';
import { RequireSession } from './require-session';
import { navItems } from './navigation';
import { FrameSkeleton } from './states/frame-skeleton';
import { NotFoundPage } from './states/not-found-page';
import { PageSkeleton } from './states/page-skeleton';
import { RouteErrorPage } from './states/route-error-page';

function routeOf(page: PageRow): RouteObject {
  return {
    path: page.path,
    handle: page,
    HydrateFallback: PageSkeleton,
    lazy: async () => {
      const Page = await page.load();
      return {
        Component: () => (
          <PageGate page={page}>
            <Page />
          </PageGate>
        ),
      };
    },
  };
}

const routesIn = (frame: PageRow['frame']): RouteObject[] => pages.filter((page) => page.frame === frame).map(routeOf);

/** `/` is the first page of the sidebar that the person may see. */
function StartPage() {
  const me = useMe();
  return <Navigate to={navItems(me)[0]?.path ?? '/account'} replace />;
}

export const router = createBrowserRouter([
  {
    ErrorBoundary: RouteErrorPage,
    HydrateFallback: () => null,
    children: [
      { Component: CardFrame, children: routesIn('card') },
      {
        Component: RequireSession,
        children: [
          {
            // The frame is a chunk of its own: whoever signs in does not wait for it.
            lazy: async () => ({ Component: (await import('./frame/app-frame')).AppFrame }),
            HydrateFallback: FrameSkeleton,
            children: [
              {
                // Within the frame, so that a broken page leaves the way out standing.
                ErrorBoundary: RouteErrorPage,
                children: [
                  { index: true, path: '/', Component: StartPage },
                  ...routesIn('app'),
                  ...(['account', 'system'] as const).map((frame) => ({
                    lazy: async () => {
                      const { TabsFrame } = await import('./frame/tabs-frame');
                      return { Component: () => <TabsFrame frame={frame} /> };
                    },
                    children: routesIn(frame),
                  })),
                  { path: '*', Component: NotFoundPage },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
]);

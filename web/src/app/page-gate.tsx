import { type ReactNode, use } from 'react';
import { useTranslation } from 'react-i18next';
import { MeContext } from './me';
import { isVisible } from './navigation';
import type { PageRow } from './pages';
import { ForbiddenPage } from './states/forbidden-page';

/** Gives the page its title, and the 403 page to whom it is not for. The server decides; this only says so early. */
export function PageGate({ page, children }: { page: PageRow; children: ReactNode }) {
  const { t } = useTranslation();
  const me = use(MeContext);
  const allowed = page.access === 'public' || (me !== null && isVisible(page, me));
  return (
    <>
      <title>{`${allowed ? t(page.title) : t('states.forbidden.title')} · Muster`}</title>
      {allowed ? children : <ForbiddenPage />}
    </>
  );
}

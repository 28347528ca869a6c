import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MessagePage } from './message-page';

/**
 * A page that broke, or whose code could not be fetched: after a new version was put in place the old chunks are gone,
 * and a reload brings the new ones.
 */
export function RouteErrorPage() {
  const { t } = useTranslation();
  return (
    <MessagePage title={t('states.broken.title')} text={t('states.broken.text')}>
      <Button onClick={() => window.location.reload()}>{t('states.broken.reload')}</Button>
    </MessagePage>
  );
}

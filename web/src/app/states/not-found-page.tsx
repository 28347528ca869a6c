import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { MessagePage } from './message-page';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <>
      <title>{`${t('states.notFound.title')} · Muster`}</title>
      <MessagePage title={t('states.notFound.title')} text={t('states.notFound.text')}>
        <Button component={Link} to="/" variant="default">
          {t('states.toStart')}
        </Button>
      </MessagePage>
    </>
  );
}

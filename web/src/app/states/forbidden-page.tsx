import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../me';
import { MessagePage } from './message-page';

export function ForbiddenPage() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <MessagePage
      title={t('states.forbidden.title')}
      text={t('states.forbidden.text', { role: t(`roles.${me.role}`), org: me.org.name })}
    >
      <Button component={Link} to="/" variant="default">
        {t('states.toStart')}
      </Button>
    </MessagePage>
  );
}

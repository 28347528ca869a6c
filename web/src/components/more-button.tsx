import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MoreRows } from './use-list';
import classes from './more-button.module.css';

/** Brings the rows before or after those at hand; nothing where there are none. */
export function MoreButton({ rows, earlier = false }: { rows: MoreRows; earlier?: boolean }) {
  const { t } = useTranslation();
  if (!rows.has) return null;
  return (
    <div className={classes.more}>
      <Button variant="default" loading={rows.loading} onClick={rows.load}>
        {t(earlier ? 'common.showEarlier' : 'common.showMore')}
      </Button>
    </div>
  );
}

import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** While a page's own code is on its way. */
export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('common.loading')}>
      <Skeleton height={28} width={160} mb={20} />
      <Skeleton height={36} mb={12} />
      <Skeleton height={220} />
    </div>
  );
}

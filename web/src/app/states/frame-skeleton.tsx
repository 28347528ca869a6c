import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import frame from '../frame/app-frame.module.css';
import classes from './frame-skeleton.module.css';
import { PageSkeleton } from './page-skeleton';

/** The frame in outline until it is known who looks at it. */
export function FrameSkeleton() {
  const { t } = useTranslation();
  return (
    <div className={frame.frame}>
      <title>Muster</title>
      <div className={frame.sidebar}>
        <div className={classes.bars} aria-hidden="true">
          {[128, 96, 112, 88].map((width) => (
            <Skeleton key={width} height={16} width={width} />
          ))}
        </div>
      </div>
      <main className={frame.main} aria-label={t('common.loading')}>
        <PageSkeleton />
      </main>
    </div>
  );
}

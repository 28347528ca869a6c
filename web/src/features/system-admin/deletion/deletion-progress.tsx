import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OrgDeletion } from '../../../api/client';
import { numberLocale } from '../../../app/locale';
import { exactTime } from '../../../components/time-ago';
import { DeletionSteps } from './deletion-steps';
import classes from '../system-admin.module.css';

/** How far a deletion is, and in the end its receipt. */
export function DeletionProgress({ deletion }: { deletion: OrgDeletion }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(numberLocale());
  const done = deletion.steps.reduce((sum, step) => sum + step.done, 0);
  const total = deletion.steps.reduce((sum, step) => sum + Math.max(step.expected ?? 0, step.done), 0);
  const receipt = deletion.state === 'done';
  return (
    <section className={classes.deletion}>
      <h2 className={classes.sectionTitle}>
        {t(receipt ? 'systemAdmin.deletion.receipt' : 'systemAdmin.deletion.running')}
      </h2>
      <p className={classes.dim}>
        {receipt && deletion.finishedAt
          ? t('systemAdmin.deletion.finished', {
              at: exactTime(deletion.finishedAt, i18n.language),
              name: deletion.requestedBy?.name,
            })
          : t('systemAdmin.deletion.goesOn')}
      </p>
      <p role="status">
        {t('systemAdmin.deletion.gone', { done: number.format(done), expected: number.format(total) })}
      </p>
      <Progress
        value={receipt ? 100 : (100 * done) / Math.max(total, 1)}
        aria-label={t('systemAdmin.deletion.progress')}
      />
      <DeletionSteps deletion={deletion} />
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import type { OrgDeletion } from '../../../api/client';
import { numberLocale } from '../../../app/locale';
import { StatusDot } from '../../../components/status-dot';
import classes from '../system-admin.module.css';

const tones = { waiting: 'off', running: 'accent', done: 'ok' } as const;

/** The ledger, step by step: before, how many would go; then how many are gone. Steps without anything are left out. */
export function DeletionSteps({ deletion }: { deletion: OrgDeletion }) {
  const { t } = useTranslation();
  const number = new Intl.NumberFormat(numberLocale());
  const preview = deletion.state === 'preview';
  const steps = deletion.steps.filter(
    ({ expected, done, state, error }) => expected !== 0 || done > 0 || state === 'running' || error !== null,
  );
  return (
    <ul className={classes.steps} tabIndex={0} aria-label={t('systemAdmin.deletion.steps')}>
      {steps.map((step) => (
        <li key={step.name}>
          {preview ? (
            <span>{words(step.name)}</span>
          ) : (
            <StatusDot tone={step.error ? 'attention' : tones[step.state]}>{words(step.name)}</StatusDot>
          )}
          <span className={classes.number}>
            {preview
              ? step.expected === null
                ? t('systemAdmin.deletion.notCounted')
                : number.format(step.expected)
              : step.expected === null
                ? number.format(step.done)
                : t('systemAdmin.deletion.of', {
                    done: number.format(step.done),
                    expected: number.format(Math.max(step.expected, step.done)),
                  })}
          </span>
          {step.error ? <span className={classes.stepError}>{step.error}</span> : null}
        </li>
      ))}
    </ul>
  );
}

/** Tables and what is outside of them, by their names in the ledger. */
function words(name: string): string {
  return name.replaceAll('_', ' ');
}

import { useTranslation } from 'react-i18next';
import type { OrgDeletion } from '../../../api/client';
import { numberLocale } from '../../../app/locale';
import { StatusDot } from '../../../components/status-dot';
import classes from '../system-admin.module.css';

const tones = { waiting: 'off', running: 'accent', done: 'ok' } as const;

/** The ledger, step by step: before, how many would go; then how many are gone. Steps without anything are left out. */
export function DeletionSteps({ deletion }: { deletion: OrgDeletion }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(numberLocale());
  const named = (name: string) => {
    const key = `systemAdmin.deletion.names.${name}`;
    // A server that is newer than this page may know a table more.
    return i18n.exists(key) ? t(key as 'systemAdmin.deletion.names.users') : name;
  };
  const preview = deletion.state === 'preview';
  const steps = deletion.steps.filter(
    ({ expected, done, state, error }) => expected !== 0 || done > 0 || state === 'running' || error !== null,
  );
  return (
    <ul className={classes.steps} tabIndex={0} aria-label={t('systemAdmin.deletion.steps')}>
      {steps.map((step) => (
        <li key={step.name}>
          {preview ? (
            <span>{named(step.name)}</span>
          ) : (
            <StatusDot tone={step.error ? 'attention' : tones[step.state]}>{named(step.name)}</StatusDot>
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

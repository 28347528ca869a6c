import { Check, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BulkInviteResult } from '../../api/client';
import { Problem } from '../../api/problem';
import { useProblemText } from '../../components/problem-text';
import type { InviteLine } from './parse-invites';
import classes from './bulk-invite.module.css';

/** More would only slow the dialog down; bad lines come first, so that none of them hides behind this. */
const shown = 200;

export function BulkPreview({ lines }: { lines: InviteLine[] }) {
  const { t } = useTranslation();
  const bad = lines.filter((line) => line.fault !== null);
  const ordered = [...bad, ...lines.filter((line) => line.fault === null)];
  return (
    <div>
      <p className={classes.sum} role="status">
        {t('users.bulk.ready', { count: lines.length - bad.length })}
        {bad.length > 0 ? ` ${t('users.bulk.bad', { count: bad.length })}` : ''}
      </p>
      <ul className={classes.list} tabIndex={0} aria-label={t('users.bulk.preview')}>
        {ordered.slice(0, shown).map((line) => (
          <li key={line.line} className={classes.line} data-bad={line.fault !== null || undefined}>
            {line.fault ? <TriangleAlert size={14} aria-hidden="true" /> : <Check size={14} aria-hidden="true" />}
            <span className={classes.number}>{line.line}</span>
            <span className={classes.words}>
              {line.name || '–'} · {line.email || '–'} · {t(`roles.${line.role}`)}
              {line.fault ? <span className={classes.fault}>{t(`users.bulk.faults.${line.fault}`)}</span> : null}
            </span>
          </li>
        ))}
      </ul>
      {lines.length > shown ? <p className={classes.sum}>{t('users.bulk.shown', { count: shown })}</p> : null}
    </div>
  );
}

export function BulkResult({ results }: { results: BulkInviteResult['results'] }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const refused = results.filter((result) => result.status === 'refused');
  const ordered = [...refused, ...results.filter((result) => result.status === 'invited')];
  return (
    <div>
      <p className={classes.sum} role="status">
        {t('users.bulk.done', { count: results.length - refused.length, total: results.length })}
      </p>
      <ul className={classes.list} tabIndex={0} aria-label={t('users.bulk.result')}>
        {ordered.map((result, index) => (
          <li
            key={`${index} ${result.email}`}
            className={classes.line}
            data-bad={result.status === 'refused' || undefined}
          >
            {result.status === 'refused' ? (
              <TriangleAlert size={14} aria-hidden="true" />
            ) : (
              <Check size={14} aria-hidden="true" />
            )}
            <span className={classes.words}>
              {result.email}
              {result.status === 'refused' ? (
                <span className={classes.fault}>
                  {text(new Problem({ code: result.code ?? 'validation_failed', status: 422 }))}
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

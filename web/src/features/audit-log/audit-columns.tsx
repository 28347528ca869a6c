import type { TFunction, i18n as I18n } from 'i18next';
import type { AuditEntryView } from '../../api/client';
import type { Column } from '../../components/data-table';
import { TimeAgo } from '../../components/time-ago';
import classes from './audit-log.module.css';

/** What every log shows of an entry. */
export function auditColumns(t: TFunction, i18n: I18n) {
  return {
    at: { key: 'at', header: t('auditLog.at'), width: '140px', cell: (entry) => <TimeAgo at={entry.at} /> },
    action: {
      key: 'action',
      header: t('auditLog.action'),
      kind: 'title',
      cell: (entry) => {
        // Actions come from the server; one that the catalogue does not know yet shows as it is.
        const key = `auditLog.actions.${entry.action}`;
        return i18n.exists(key) ? (
          <span title={entry.action}>{i18n.t(key as 'auditLog.action')}</span>
        ) : (
          <code className={classes.action}>{entry.action}</code>
        );
      },
    },
    actor: { key: 'actor', header: t('auditLog.actor'), cell: (entry) => entry.actor?.name ?? t('auditLog.nobody') },
    target: { key: 'target', header: t('auditLog.target'), cell: (entry) => entry.target?.name ?? '–' },
    ip: { key: 'ip', header: t('auditLog.ip'), width: '160px', cell: (entry) => entry.ip ?? '–' },
  } satisfies Record<string, Column<AuditEntryView>>;
}

import { ScrollText } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type AuditEntryView, listAuditLog } from '../../api/client';
import { type Column, DataTable } from '../../components/data-table';
import { EmptyState } from '../../components/empty-state';
import { PageHeader } from '../../components/page-header';
import { TimeAgo } from '../../components/time-ago';
import { useList } from '../../components/use-list';
import classes from './audit-log.module.css';

export function AuditLogPage() {
  const { t, i18n } = useTranslation();
  const { table } = useList(['audit-log'], (cursor, signal) =>
    listAuditLog({ query: { ...(cursor && { cursor }) }, signal }),
  );
  const columns = useMemo<ReadonlyArray<Column<AuditEntryView>>>(
    () => [
      { key: 'at', header: t('auditLog.at'), width: '140px', cell: (entry) => <TimeAgo at={entry.at} /> },
      {
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
      { key: 'actor', header: t('auditLog.actor'), cell: (entry) => entry.actor?.name ?? t('auditLog.nobody') },
      { key: 'target', header: t('auditLog.target'), cell: (entry) => entry.target?.name ?? '–' },
      { key: 'ip', header: t('auditLog.ip'), width: '160px', cell: (entry) => entry.ip ?? '–' },
    ],
    [t, i18n],
  );
  return (
    <>
      <PageHeader title={t('auditLog.title')} about={t('auditLog.about')} />
      <DataTable
        label={t('auditLog.title')}
        columns={columns}
        {...table}
        rowKey={(entry) => entry.id}
        empty={<EmptyState icon={ScrollText} title={t('auditLog.empty.title')} text={t('auditLog.empty.text')} />}
      />
    </>
  );
}

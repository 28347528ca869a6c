import { ScrollText } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { listAuditLog } from '../../api/client';
import { DataTable } from '../../components/data-table';
import { EmptyState } from '../../components/empty-state';
import { PageHeader } from '../../components/page-header';
import { useList } from '../../components/use-list';
import { auditColumns } from './audit-columns';

export function AuditLogPage() {
  const { t, i18n } = useTranslation();
  const { table } = useList(['audit-log'], (cursor, signal) =>
    listAuditLog({ query: { ...(cursor && { cursor }) }, signal }),
  );
  const columns = useMemo(() => Object.values(auditColumns(t, i18n)), [t, i18n]);
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

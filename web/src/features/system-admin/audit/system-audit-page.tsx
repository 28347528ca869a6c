import { Button } from '@mantine/core';
import { Download, ScrollText } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { listSystemAuditLog, type SystemAuditEntry } from '../../../api/client';
import { type Column, DataTable } from '../../../components/data-table';
import { FilterBar, FilterSelect } from '../../../components/filter-bar';
import { NoMatch } from '../../../components/list-empty';
import { PageHeader } from '../../../components/page-header';
import { useList } from '../../../components/use-list';
import { oneOf, useUrlFilters } from '../../../components/use-url-filters';
import { auditColumns } from '../../audit-log/audit-columns';
import { OnlyOf } from '../only-of';
import classes from '../system-admin.module.css';

/** What stands before the dot of an action; each is a group of the log. */
const groups = [
  'user',
  'sign_in',
  'session',
  'org',
  'calendar',
  'ticket',
  'comment',
  'client',
  'quote',
  'revenue',
  'expense',
  'job',
] as const;

/** The logs of every organization as one, the newest first; what is filtered is what is exported. */
export function SystemAuditPage() {
  const { t, i18n } = useTranslation();
  const [params, setParams] = useUrlFilters();
  const group = oneOf(groups, params.get('action'));
  const [org, actor, target] = [params.get('org'), params.get('actor'), params.get('target')];
  const filters = {
    ...(group && { action: `${group}.` }),
    ...(org && { orgId: org }),
    ...(actor && { actorId: actor }),
    ...(target && { targetId: target }),
  };
  const { table } = useList<SystemAuditEntry>(
    ['system-admin', 'audit-log', group, org, actor, target],
    (cursor, signal) => listSystemAuditLog({ query: { ...filters, ...(cursor && { cursor }) }, signal }),
  );
  const columns = useMemo<ReadonlyArray<Column<SystemAuditEntry>>>(() => {
    const shared = auditColumns(t, i18n);
    const only = (name: 'org' | 'actor' | 'target', id: string, words: string) => (
      <Link to={{ search: new URLSearchParams({ [name]: id }).toString() }} className={classes.name} title={words}>
        {words}
      </Link>
    );
    return [
      shared.at,
      shared.action,
      {
        key: 'org',
        header: t('fields.orgName'),
        cell: (entry) => only('org', entry.org.id, entry.org.name ?? t('systemAdmin.audit.goneOrg')),
      },
      {
        ...shared.actor,
        cell: (entry) =>
          entry.actor
            ? only('actor', entry.actor.id, entry.actor.name ?? t('systemAdmin.audit.onePerson'))
            : shared.actor.cell(entry),
      },
      {
        ...shared.target,
        cell: (entry) =>
          entry.target
            ? only('target', entry.target.id, entry.target.name ?? t('systemAdmin.audit.oneTarget'))
            : shared.target.cell(entry),
      },
      shared.ip,
    ];
  }, [t, i18n]);
  const first = table.rows?.[0];
  const narrowed = [
    ['org', org, first?.org.name ?? t('systemAdmin.oneOrg')],
    ['actor', actor, first?.actor?.name ?? t('systemAdmin.audit.onePerson')],
    ['target', target, first?.target?.name ?? t('systemAdmin.audit.oneTarget')],
  ] as const;
  const exported = (format: 'csv' | 'jsonl') =>
    `/api/v1/system-admin/audit-log/export?${new URLSearchParams({ ...filters, format }).toString()}`;

  return (
    <>
      <PageHeader
        level={2}
        title={t('auditLog.title')}
        action={
          <div className={classes.exports}>
            {(['csv', 'jsonl'] as const).map((format) => (
              <Button
                key={format}
                component="a"
                href={exported(format)}
                download
                variant="default"
                leftSection={<Download size={16} aria-hidden="true" />}
              >
                {t(`systemAdmin.audit.export.${format}`)}
              </Button>
            ))}
          </div>
        }
      />
      <FilterBar>
        <FilterSelect
          label={t('auditLog.action')}
          all={t('systemAdmin.audit.allActions')}
          value={group}
          options={groups.map((value) => ({ value, label: t(`systemAdmin.audit.groups.${value}`) }))}
          onChange={(action) => setParams({ action })}
        />
        {narrowed.map(([name, id, words]) =>
          id ? (
            <OnlyOf
              key={name}
              label={t('systemAdmin.onlyOf', { name: words })}
              onClear={() => setParams({ [name]: null })}
            />
          ) : null,
        )}
      </FilterBar>
      <DataTable<SystemAuditEntry>
        label={t('auditLog.title')}
        columns={columns}
        {...table}
        rowKey={(entry) => entry.id}
        empty={
          <NoMatch
            icon={ScrollText}
            title={t('systemAdmin.audit.noMatch.title')}
            text={t('systemAdmin.audit.noMatch.text')}
            onClear={() => setParams({ action: null, org: null, actor: null, target: null })}
          />
        }
      />
    </>
  );
}

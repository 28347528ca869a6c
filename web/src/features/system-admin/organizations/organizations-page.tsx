import { Button } from '@mantine/core';
import { Building2, Plus } from 'lucide-react';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listOrgs, type SystemOrg } from '../../../api/client';
import { DataTable } from '../../../components/data-table';
import { FilterBar, FilterSelect, SearchField } from '../../../components/filter-bar';
import { ListEmpty } from '../../../components/list-empty';
import { PageHeader } from '../../../components/page-header';
import { useList } from '../../../components/use-list';
import { oneOf, useUrlFilters } from '../../../components/use-url-filters';
import type { OrgDialog } from './org-dialogs';
import { useOrgColumns } from './org-columns';
import { orgsKey, orgStatuses, plans } from './organizations-query';

const loadDialogs = () => import('./org-dialogs');
const OrgDialogs = lazy(async () => ({ default: (await loadDialogs()).OrgDialogs }));

/** Every organization of the platform, the one that was used last first. */
export function OrganizationsPage() {
  const { t } = useTranslation();
  const [params, setParams] = useUrlFilters();
  const search = params.get('search') ?? '';
  const status = oneOf(orgStatuses, params.get('status'));
  const plan = oneOf(plans, params.get('plan'));
  const [dialog, setDialog] = useState<OrgDialog | null>(null);
  const { count, table } = useList<SystemOrg>([...orgsKey, 'list', search, status, plan], (cursor, signal) =>
    listOrgs({
      query: { ...(search && { search }), ...(status && { status }), ...(plan && { plan }), ...(cursor && { cursor }) },
      signal,
    }),
  );
  const columns = useOrgColumns(useCallback((next: OrgDialog) => setDialog(next), []));
  const warm = () => void loadDialogs();
  const createButton = (
    <Button
      leftSection={<Plus size={16} aria-hidden="true" />}
      onPointerEnter={warm}
      onFocus={warm}
      onClick={() => setDialog({ kind: 'create' })}
    >
      {t('systemAdmin.orgs.create.open')}
    </Button>
  );

  return (
    <>
      <PageHeader level={2} title={t('systemAdmin.orgs.title')} count={count} action={createButton} />
      <FilterBar>
        <SearchField
          label={t('systemAdmin.orgs.search')}
          value={search}
          onChange={(value) => setParams({ search: value })}
        />
        <FilterSelect
          label={t('fields.status')}
          all={t('users.allStatuses')}
          value={status}
          options={orgStatuses.map((value) => ({ value, label: t(`systemAdmin.status.${value}`) }))}
          onChange={(value) => setParams({ status: value })}
        />
        <FilterSelect
          label={t('systemAdmin.orgs.plan')}
          all={t('systemAdmin.orgs.allPlans')}
          value={plan}
          options={plans.map((value) => ({ value, label: t(`systemAdmin.plans.${value}`) }))}
          onChange={(value) => setParams({ plan: value })}
        />
      </FilterBar>
      <DataTable<SystemOrg>
        label={t('systemAdmin.orgs.title')}
        columns={columns}
        {...table}
        rowKey={(org) => org.id}
        faded={(org) => org.status !== 'active'}
        empty={
          <ListEmpty
            icon={Building2}
            filtered={search !== '' || status !== null || plan !== null}
            noMatch={t('systemAdmin.orgs.noMatch', { returnObjects: true })}
            onClear={() => setParams({ search: null, status: null, plan: null })}
            none={t('systemAdmin.orgs.empty', { returnObjects: true })}
            action={createButton}
          />
        }
      />
      <Suspense fallback={null}>
        {dialog ? <OrgDialogs dialog={dialog} onClose={() => setDialog(null)} /> : null}
      </Suspense>
    </>
  );
}

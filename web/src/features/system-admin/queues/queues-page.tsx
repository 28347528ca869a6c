import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ExternalLink, ListChecks } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type FailedJob, type JobQueue, listFailures, listQueues, retryJob } from '../../../api/client';
import { Cut } from '../../../components/cut';
import { type Column, DataTable } from '../../../components/data-table';
import { EmptyState } from '../../../components/empty-state';
import { FilterBar, FilterSelect } from '../../../components/filter-bar';
import { notify } from '../../../components/notify';
import { PageHeader } from '../../../components/page-header';
import { useProblemText } from '../../../components/problem-text';
import { RowAction } from '../../../components/row-action';
import { StatusDot } from '../../../components/status-dot';
import { TimeAgo } from '../../../components/time-ago';
import { useList } from '../../../components/use-list';
import { oneOf, useUrlFilters } from '../../../components/use-url-filters';
import classes from '../system-admin.module.css';

const queueNames: readonly NonNullable<JobQueue['name']>[] = ['mail', 'events', 'calendar'];
const states: readonly FailedJob['state'][] = ['retrying', 'abandoned'];
/** Milliseconds until it is looked at again. */
const interval = 5_000;
const queuesKey = ['system-admin', 'queues'] as const;

/** What was promised and is not done, what fails, and what was given up: the last can be tried again. */
export function QueuesPage() {
  const { t } = useTranslation();
  const queues = useQuery({
    queryKey: queuesKey,
    queryFn: ({ signal }) => listQueues({ signal }),
    refetchInterval: interval,
  });
  const columns = useQueueColumns();
  return (
    <>
      <PageHeader
        level={2}
        title={t('systemAdmin.queues.title')}
        action={
          <Button
            component="a"
            href="/api/v1/system-admin/queues/board/"
            target="_blank"
            rel="noreferrer"
            variant="default"
            leftSection={<ExternalLink size={16} aria-hidden="true" />}
          >
            {t('systemAdmin.queues.board')}
          </Button>
        }
      />
      <DataTable<JobQueue>
        label={t('systemAdmin.queues.title')}
        columns={columns}
        rows={queues.data?.items}
        rowKey={(queue) => queue.name ?? 'unknown'}
        problem={queues.error}
        onRetry={() => void queues.refetch()}
        empty={null}
      />
      <Failures />
    </>
  );
}

function Failures() {
  const { t } = useTranslation();
  const [params, setParams] = useUrlFilters();
  const queue = oneOf(queueNames, params.get('queue'));
  const state = oneOf(states, params.get('state'));
  const { table } = useList<FailedJob>(
    [...queuesKey, 'failures', queue, state],
    (cursor, signal) =>
      listFailures({ query: { ...(queue && { queue }), ...(state && { state }), ...(cursor && { cursor }) }, signal }),
    () => interval,
  );
  const columns = useFailureColumns();
  return (
    <section aria-labelledby="failures">
      <h2 id="failures" className={`${classes.sectionTitle} ${classes.failures}`}>
        {t('systemAdmin.queues.failures')}
      </h2>
      <FilterBar>
        <FilterSelect
          label={t('systemAdmin.queues.queue')}
          all={t('systemAdmin.queues.allQueues')}
          value={queue}
          options={queueNames.map((value) => ({ value, label: t(`systemAdmin.queues.names.${value}`) }))}
          onChange={(value) => setParams({ queue: value })}
        />
        <FilterSelect
          label={t('fields.status')}
          all={t('users.allStatuses')}
          value={state}
          options={states.map((value) => ({ value, label: t(`systemAdmin.queues.states.${value}`) }))}
          onChange={(value) => setParams({ state: value })}
        />
      </FilterBar>
      <DataTable<FailedJob>
        label={t('systemAdmin.queues.failures')}
        columns={columns}
        {...table}
        rowKey={(job) => job.id}
        empty={
          <EmptyState
            icon={ListChecks}
            title={t('systemAdmin.queues.none.title')}
            text={t('systemAdmin.queues.none.text')}
          />
        }
      />
    </section>
  );
}

function useQueueColumns(): ReadonlyArray<Column<JobQueue>> {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: 'name',
        header: t('systemAdmin.queues.queue'),
        kind: 'title',
        cell: (queue) => t(`systemAdmin.queues.names.${queue.name ?? 'unknown'}`),
      },
      { key: 'backlog', header: t('systemAdmin.queues.backlog'), kind: 'number', cell: (queue) => queue.backlog },
      {
        key: 'running',
        header: t('systemAdmin.queues.running'),
        kind: 'number',
        cell: (queue) => queue.running ?? '–',
      },
      {
        key: 'retrying',
        header: t('systemAdmin.queues.states.retrying'),
        kind: 'number',
        cell: (queue) => queue.retrying,
      },
      { key: 'parked', header: t('systemAdmin.queues.parked'), kind: 'number', cell: (queue) => queue.parked },
      {
        key: 'abandoned',
        header: t('systemAdmin.queues.states.abandoned'),
        kind: 'number',
        cell: (queue) => queue.abandoned,
      },
      {
        key: 'oldest',
        header: t('systemAdmin.queues.oldest'),
        cell: (queue) => (queue.oldestAt ? <TimeAgo at={queue.oldestAt} /> : <span className={classes.dim}>–</span>),
      },
    ],
    [t],
  );
}

function useFailureColumns(): ReadonlyArray<Column<FailedJob>> {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { key: 'job', header: t('systemAdmin.queues.job'), kind: 'title', width: '180px', cell: (failed) => failed.job },
      { key: 'org', header: t('fields.orgName'), width: '20%', cell: (failed) => <Cut text={failed.org.name} /> },
      {
        key: 'state',
        header: t('fields.status'),
        width: '140px',
        cell: (failed) => (
          <StatusDot tone={failed.state === 'abandoned' ? 'danger' : 'attention'}>
            {t(`systemAdmin.queues.states.${failed.state}`)}
          </StatusDot>
        ),
      },
      {
        key: 'error',
        header: t('systemAdmin.queues.error'),
        cell: (failed) => <Cut text={failed.error} dim />,
      },
      {
        key: 'at',
        header: t('auditLog.at'),
        width: '124px',
        cell: (failed) => <TimeAgo at={failed.abandonedAt ?? failed.createdAt} />,
      },
      {
        key: 'actions',
        header: t('fields.actions'),
        kind: 'actions',
        width: '88px',
        cell: (failed) => (failed.state === 'abandoned' ? <RetryButton job={failed} /> : null),
      },
    ],
    [t],
  );
}

function RetryButton({ job }: { job: FailedJob }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const queryClient = useQueryClient();
  const retry = useMutation({
    mutationFn: () => retryJob({ path: { id: job.id } }),
    onSuccess: () => notify(t('systemAdmin.queues.retried')),
    onError: (error) => notify(text(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queuesKey }),
  });
  return <RowAction label={t('systemAdmin.queues.retry')} onClick={() => retry.mutate()} busy={retry.isPending} />;
}

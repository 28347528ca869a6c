import { Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { deleteOrg, showDeletion, type SystemOrg } from '../../../api/client';
import { FormDialog } from '../../../components/form-dialog';
import { ProblemNote } from '../../../components/problem-note';
import { useProblemText } from '../../../components/problem-text';
import { DeletionSteps } from './deletion-steps';
import { deletionKey, orgsKey } from '../organizations/organizations-query';
import classes from '../system-admin.module.css';

/** What would go, counted, and the slug to type; then to the page where it is seen going. */
export function DeleteOrgDialog({ org, onClose }: { org: SystemOrg; onClose: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const queryClient = useQueryClient();
  const [slug, setSlug] = useState('');
  const preview = useQuery({
    queryKey: [...deletionKey(org.id), 'preview'],
    queryFn: ({ signal }) => showDeletion({ path: { id: org.id }, signal }),
    // Counted anew each time it is asked.
    gcTime: 0,
  });
  const remove = useMutation({
    mutationFn: () => deleteOrg({ path: { id: org.id }, body: { confirmSlug: slug } }),
    onSuccess: (deletion) => {
      queryClient.setQueryData(deletionKey(org.id), deletion);
      void queryClient.invalidateQueries({
        queryKey: orgsKey,
        predicate: ({ queryKey }) => !queryKey.includes('preview'),
      });
      onClose();
      const page = `/system-admin/orgs/${org.id}`;
      if (pathname !== page) void navigate(page);
    },
  });
  const wrong = remove.error?.code === 'slug_mismatch';
  return (
    <FormDialog
      onClose={onClose}
      title={t('systemAdmin.orgs.delete.title', { name: org.name })}
      submit={t('systemAdmin.orgs.delete.submit')}
      busy={remove.isPending}
      dirty={slug !== ''}
      canSubmit={slug === org.slug}
      danger
      problem={wrong ? null : remove.error}
      onSubmit={(event) => {
        event.preventDefault();
        remove.mutate();
      }}
    >
      <p>{t('systemAdmin.orgs.delete.text')}</p>
      {preview.error ? <ProblemNote problem={preview.error} onRetry={() => void preview.refetch()} /> : null}
      {preview.data ? <DeletionSteps deletion={preview.data} /> : preview.error ? null : <Skeleton height={120} />}
      <TextInput
        label={
          <>
            {t('systemAdmin.orgs.delete.typeSlug')} <code className={classes.slug}>{org.slug}</code>
          </>
        }
        value={slug}
        onChange={(event) => setSlug(event.currentTarget.value)}
        error={wrong && remove.error ? text(remove.error) : null}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        data-autofocus
      />
    </FormDialog>
  );
}

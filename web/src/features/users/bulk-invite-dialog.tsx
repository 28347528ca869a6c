import { Button, FileButton, Progress, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bulkInvite, type BulkInviteResult, type Role } from '../../api/client';
import { FormDialog } from '../../components/form-dialog';
import { notify } from '../../components/notify';
import { BulkPreview, BulkResult } from './bulk-lines';
import { parseInvites } from './parse-invites';
import { RoleField } from './role-field';
import { usersKey } from './users-query';
import classes from './bulk-invite.module.css';

/** People a request; the server takes 1,000, but a bar that moves is worth a few requests more. */
const batch = 100;
const most = 1000;

/** Many invites at once: pasted or from a file, looked over line by line before, and answered line by line after. */
export function BulkInviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const [fallback, setFallback] = useState<Role>('technician');
  const [done, setDone] = useState(0);
  const lines = useMemo(() => parseInvites(text, fallback), [text, fallback]);
  const good = lines.filter((line) => line.fault === null);

  const send = useMutation({
    meta: { setsUp: true },
    // Goes on when the dialog or the page is left, and says so at the end.
    mutationFn: async () => {
      const results: BulkInviteResult['results'] = [];
      for (let from = 0; from < good.length; from += batch) {
        const users = good.slice(from, from + batch).map(({ name, email, role }) => ({ name, email, role }));
        const answer = await bulkInvite({ body: { users } });
        results.push(...answer.results);
        setDone(results.length);
      }
      return results;
    },
    onSuccess: (results) => {
      const invited = results.filter((result) => result.status === 'invited').length;
      notify(t('users.bulk.done', { count: invited, total: results.length }));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: usersKey }),
  });

  const results = send.data;
  return (
    <FormDialog
      onClose={onClose}
      title={t('users.bulk.title')}
      submit={results ? t('common.close') : t('users.bulk.send', { count: good.length })}
      cancel={results ? t('users.bulk.again') : undefined}
      onCancel={
        results
          ? () => {
              send.reset();
              setText('');
              setDone(0);
            }
          : undefined
      }
      busy={send.isPending}
      dirty={text !== '' && !results}
      canSubmit={results !== undefined || (good.length > 0 && good.length <= most)}
      problem={send.error}
      onSubmit={(event) => {
        event.preventDefault();
        if (results) onClose();
        else send.mutate();
      }}
    >
      {results ? (
        <BulkResult results={results} />
      ) : (
        <>
          <Textarea
            label={t('users.bulk.people')}
            description={t('users.bulk.help')}
            placeholder={'Ada Lovelace, ada@example.com, technician'}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={good.length > most ? t('users.bulk.tooMany', { most }) : null}
            minRows={5}
            maxRows={8}
            autosize
            spellCheck={false}
            data-autofocus
            classNames={{ input: classes.lines }}
          />
          <div>
            <FileButton
              accept=".csv,.txt,text/csv,text/plain"
              onChange={(file) => void file?.text().then((content) => setText(content))}
            >
              {(button) => (
                <Button
                  {...button}
                  variant="default"
                  size="compact-sm"
                  leftSection={<FileUp size={14} aria-hidden="true" />}
                >
                  {t('users.bulk.file')}
                </Button>
              )}
            </FileButton>
          </div>
          <RoleField label={t('users.bulk.fallback')} value={fallback} onChange={setFallback} />
          {lines.length > 0 ? <BulkPreview lines={lines} /> : null}
        </>
      )}
      {send.isPending ? (
        <div role="status">
          <p>{t('users.bulk.progress', { done, total: good.length })}</p>
          <Progress value={(100 * done) / good.length} aria-label={t('users.bulk.title')} />
        </div>
      ) : null}
    </FormDialog>
  );
}

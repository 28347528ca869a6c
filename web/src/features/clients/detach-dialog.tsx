import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Client, deleteClient } from '../../api/client';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { notify } from '../../components/notify';
import classes from './clients.module.css';

const kinds = ['tickets', 'quotes', 'revenue', 'expenses'] as const;

/** Asked, as what is taken off a client cannot be found again by it. */
export function DetachDialog(props: {
  client: Client;
  /** How many tickets, quotes, and entries of revenue and expenses hang on it. */
  uses: Record<string, number>;
  onClose: () => void;
  onDeleted: () => void;
}) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { client, uses } = props;
  const detach = useMutation({
    mutationFn: () => deleteClient({ path: { id: client.id }, query: { detach: true } }),
    onSuccess: () => {
      // Tickets, money and quotes have changed with it.
      void queryClient.invalidateQueries();
      notify(t('clients.detach.done', { name: client.name }));
      props.onClose();
      props.onDeleted();
    },
  });
  return (
    <ConfirmDialog
      title={t('clients.detach.title', { name: client.name })}
      confirm={t('clients.detach.submit')}
      busy={detach.isPending}
      problem={detach.error}
      onClose={props.onClose}
      onConfirm={() => detach.mutate()}
    >
      <p>{t('clients.detach.text', { name: client.name })}</p>
      <ul className={classes.uses}>
        {kinds.map((kind) => {
          const count = uses[kind] ?? 0;
          return count > 0 ? <li key={kind}>{t(`clients.uses.${kind}`, { count })}</li> : null;
        })}
      </ul>
      <p>{t('clients.detach.what')}</p>
    </ConfirmDialog>
  );
}

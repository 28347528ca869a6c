import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Client, deleteClient } from '../../api/desk';
import { FormDialog } from '../../components/form-dialog';
import { notify } from '../../components/notify';

/** Asked, as what is detached cannot be found again by its client. */
export function DetachDialog(props: { client: Client; onClose: () => void; onDeleted: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { client } = props;
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
    <FormDialog
      onClose={props.onClose}
      title={t('clients.detach.title', { name: client.name })}
      submit={t('clients.detach.submit')}
      cancel={t('clients.detach.keep')}
      busy={detach.isPending}
      dirty={false}
      danger
      problem={detach.error}
      onSubmit={(event) => {
        event.preventDefault();
        detach.mutate();
      }}
    >
      <p>{t('clients.detach.text', { name: client.name })}</p>
      <p>{t('clients.detach.what')}</p>
    </FormDialog>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Client, createClient, deleteClient } from '../../api/client';
import { clientsKey } from '../../components/client-query';
import { notify } from '../../components/notify';
import { useProblemText } from '../../components/problem-text';

/**
 * Deletes a client that nothing hangs on at once; Undo makes it anew. Where tickets, money or quotes hang on it the server says
 * so (409 `client_in_use`), and `inUse` is the client to ask about, with how much of each.
 */
export function useDeleteClient(onDeleted: () => void) {
  const { t } = useTranslation();
  const text = useProblemText();
  const queryClient = useQueryClient();
  const [inUse, setInUse] = useState<{ client: Client; uses: Record<string, number> } | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: clientsKey });
  const restore = useMutation({
    mutationFn: ({ name, email, phone, notes }: Client) => createClient({ body: { name, email, phone, notes } }),
    onSuccess: refresh,
    onError: (error) => notify(text(error)),
  });
  const remove = useMutation({
    mutationFn: (client: Client) => deleteClient({ path: { id: client.id } }),
    onSuccess: (_, client) => {
      notify(t('clients.deleted', { name: client.name }), {
        label: t('common.undo'),
        run: () => restore.mutate(client),
      });
      onDeleted();
      return refresh();
    },
    onError: (error, client) => {
      if (error.code === 'client_in_use') setInUse({ client, uses: usesOf(error.members.inUse) });
      else notify(text(error));
    },
  });
  return { remove: (client: Client) => remove.mutate(client), inUse, close: () => setInUse(null) };
}

function usesOf(inUse: unknown): Record<string, number> {
  if (typeof inUse !== 'object' || inUse === null) return {};
  return Object.fromEntries(
    Object.entries(inUse).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

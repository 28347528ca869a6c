import { Button, Drawer, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Mail, Phone, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Client, listTickets } from '../../api/client';
import { may, useMe } from '../../app/me';
import { clientQuery } from '../../components/client-query';
import { ProblemNote } from '../../components/problem-note';
import { StatusDot } from '../../components/status-dot';
import { useUndeleted } from '../../components/undoable-delete';
import { statusTones } from '../tickets/ticket-words';
import { ticketsKey } from '../tickets/tickets-query';
import classes from './clients.module.css';

/** One client: how to reach them, what is noted, and their latest tickets. */
export function ClientDrawer(props: {
  id: string;
  onClose: () => void;
  onEdit: (client: Client) => void;
  onDelete: (client: Client) => void;
  onNewTicket: (client: Client) => void;
}) {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQuery(clientQuery(props.id));
  const found = client.data;
  return (
    <Drawer
      opened
      onClose={props.onClose}
      position="right"
      size={480}
      title={found?.name ?? t('clients.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ title: classes.drawerTitle }}
      transitionProps={{ duration: 160 }}
    >
      {client.error ? <ProblemNote problem={client.error} onRetry={() => void client.refetch()} /> : null}
      {found ? (
        <>
          <dl className={classes.facts}>
            <div>
              <dt>
                <Mail size={14} aria-hidden="true" /> {t('fields.email')}
              </dt>
              <dd>{found.email ? <a href={`mailto:${found.email}`}>{found.email}</a> : '–'}</dd>
            </div>
            <div>
              <dt>
                <Phone size={14} aria-hidden="true" /> {t('clients.phone')}
              </dt>
              <dd>{found.phone ? <a href={`tel:${found.phone.replace(/[^+\d]/g, '')}`}>{found.phone}</a> : '–'}</dd>
            </div>
          </dl>
          {found.notes ? <p className={classes.notes}>{found.notes}</p> : null}
          <div className={classes.drawerActions}>
            {may(me, 'clients:edit') ? (
              <Button variant="default" onClick={() => props.onEdit(found)}>
                {t('clients.edit')}
              </Button>
            ) : null}
            {may(me, 'clients:delete') ? (
              <Button variant="default" className={classes.delete} onClick={() => props.onDelete(found)}>
                {t('clients.delete')}
              </Button>
            ) : null}
          </div>
          <ClientTickets client={found} onNew={props.onNewTicket} />
        </>
      ) : client.error ? null : (
        <Skeleton height={160} />
      )}
    </Drawer>
  );
}

function ClientTickets({ client, onNew }: { client: Client; onNew: (client: Client) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const tickets = useQuery({
    queryKey: [...ticketsKey, 'of-client', client.id],
    queryFn: async ({ signal }) => (await listTickets({ query: { clientId: client.id, limit: 10 }, signal })).items,
  });
  const rows = useUndeleted(tickets.data);
  return (
    <section aria-label={t('tickets.title')}>
      <div className={classes.ticketsHead}>
        <h3 className={classes.ticketsTitle}>{t('tickets.title')}</h3>
        {may(me, 'tickets:create') ? (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<Plus size={14} aria-hidden="true" />}
            onClick={() => onNew(client)}
          >
            {t('tickets.new')}
          </Button>
        ) : null}
      </div>
      <ProblemNote problem={tickets.error} onRetry={() => void tickets.refetch()} />
      {rows?.length === 0 ? <p className={classes.dim}>{t('clients.noTickets')}</p> : null}
      <ul className={classes.tickets}>
        {rows?.map((ticket) => (
          <li key={ticket.id}>
            <Link to={`/tickets/${ticket.id}`}>
              <span className={classes.number}>#{ticket.number}</span> {ticket.subject}
            </Link>
            <StatusDot tone={statusTones[ticket.status]}>{t(`tickets.status.${ticket.status}`)}</StatusDot>
          </li>
        ))}
      </ul>
      {tickets.data && tickets.data.length === 10 ? (
        <Link to={`/tickets?clientId=${client.id}`}>{t('clients.allTickets')}</Link>
      ) : null}
    </section>
  );
}

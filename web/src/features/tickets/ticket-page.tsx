import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CalendarClock, Pencil, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { deleteTicket, type Ticket } from '../../api/client';
import type { Problem } from '../../api/problem';
import { may, useMe } from '../../app/me';
import { NotFoundPage } from '../../app/states/not-found-page';
import { BackLink } from '../../components/back-link';
import { ProblemNote } from '../../components/problem-note';
import { useProblemText } from '../../components/problem-text';
import { TimeAgo } from '../../components/time-ago';
import { deleteWithUndo } from '../../components/undoable-delete';
import { Comments } from './comments';
import { TicketCalendar } from './ticket-calendar';
import { AssigneePick, PriorityPick, StatusPick } from './ticket-picks';
import { whenInWords } from './ticket-when';
import { ticketQuery, ticketsKey } from './tickets-query';
import classes from './ticket-page.module.css';

const loadDialog = () => import('./ticket-dialog');
const TicketDialog = lazy(async () => ({ default: (await loadDialog()).TicketDialog }));

export function TicketPage() {
  const { id = '' } = useParams();
  const ticket = useQuery(ticketQuery(id));
  // An id with a slip in it is refused as input, which to the reader is the same as not being there.
  if (ticket.error && (ticket.error.status === 404 || ticket.error.status === 422)) return <NotFoundPage />;
  if (ticket.data) return <TicketView ticket={ticket.data} />;
  if (ticket.error) return <ProblemNote problem={ticket.error} onRetry={() => void ticket.refetch()} />;
  return (
    <div className={classes.page}>
      <div>
        <Skeleton height={28} width="60%" mb={20} />
        <Skeleton height={120} />
      </div>
      <Skeleton height={240} />
    </div>
  );
}

function TicketView({ ticket }: { ticket: Ticket }) {
  const { t, i18n } = useTranslation();
  const text = useProblemText();
  const me = useMe();
  const navigate = useNavigate();
  const [editing, setEditing] = useState(false);
  const warm = () => void loadDialog();
  const editable = may(me, 'tickets:edit');
  const when = whenInWords(ticket, me.org.timeZone, i18n.language, t('tickets.allDay'));

  const remove = () => {
    deleteWithUndo({
      id: ticket.id,
      message: t('tickets.deleted', { number: ticket.number }),
      run: (keepalive) => deleteTicket({ path: { id: ticket.id }, keepalive }),
      queryKey: ticketsKey,
      failed: (error) => text(error as Problem),
    });
    void navigate('/tickets');
  };

  return (
    <article className={classes.page}>
      <title>{`#${ticket.number} ${ticket.subject} · Muster`}</title>
      <div className={classes.main}>
        <BackLink to="/tickets">{t('tickets.title')}</BackLink>
        <header className={classes.head}>
          <h1 className={classes.title}>
            <span className={classes.number}>#{ticket.number}</span> {ticket.subject}
          </h1>
          <div className={classes.headActions}>
            {editable ? (
              <Button
                variant="default"
                leftSection={<Pencil size={14} aria-hidden="true" />}
                onPointerEnter={warm}
                onFocus={warm}
                onClick={() => setEditing(true)}
              >
                {t('tickets.edit')}
              </Button>
            ) : null}
            {may(me, 'tickets:delete') ? (
              <Button
                variant="default"
                leftSection={<Trash2 size={14} aria-hidden="true" />}
                className={classes.delete}
                onClick={remove}
              >
                {t('tickets.delete')}
              </Button>
            ) : null}
          </div>
        </header>
        {ticket.description ? (
          <p className={classes.description}>{ticket.description}</p>
        ) : (
          <p className={classes.dim}>{t('tickets.noDescription')}</p>
        )}
        <Comments ticketId={ticket.id} />
      </div>
      <aside className={classes.side} aria-label={t('tickets.details')}>
        <dl className={classes.facts}>
          <Fact name={t('tickets.fields.status')}>
            <StatusPick ticket={ticket} />
          </Fact>
          <Fact name={t('tickets.fields.priority')}>
            <PriorityPick ticket={ticket} />
          </Fact>
          <Fact name={t('tickets.fields.assignee')}>
            <AssigneePick ticket={ticket} />
          </Fact>
          <Fact name={t('tickets.fields.client')}>
            {ticket.client ? (
              <Link to={`/clients?open=${ticket.client.id}`}>{ticket.client.name}</Link>
            ) : (
              <span className={classes.dim}>–</span>
            )}
          </Fact>
          <Fact name={t('tickets.fields.schedule')}>
            {when ? (
              <span className={classes.when}>
                <CalendarClock size={14} aria-hidden="true" /> {when}
              </span>
            ) : (
              <span className={classes.dim}>{t('tickets.unscheduled')}</span>
            )}
            <TicketCalendar ticket={ticket} />
          </Fact>
          <Fact name={t('tickets.fields.created')}>
            <TimeAgo at={ticket.createdAt} />
          </Fact>
          <Fact name={t('tickets.fields.updated')}>
            <TimeAgo at={ticket.updatedAt} />
          </Fact>
        </dl>
      </aside>
      <Suspense fallback={null}>
        {editing ? <TicketDialog ticket={ticket} onClose={() => setEditing(false)} /> : null}
      </Suspense>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

import { Button, Skeleton, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  createComment,
  deleteComment,
  listComments,
  type Comment as TicketComment,
  updateComment,
} from '../../api/client';
import type { Problem } from '../../api/problem';
import { may, useMe } from '../../app/me';
import { PersonTag } from '../../components/person-tag';
import { MoreButton } from '../../components/more-button';
import { ProblemNote } from '../../components/problem-note';
import { useProblemText } from '../../components/problem-text';
import { TimeAgo } from '../../components/time-ago';
import { deleteWithUndo } from '../../components/undoable-delete';
import { useList } from '../../components/use-list';
import { commentsKey } from './tickets-query';
import classes from './comments.module.css';

export function Comments({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const { rows, problem, onRetry, earlier, more } = useList<TicketComment>(commentsKey(ticketId), (cursor, signal) =>
    listComments({ path: { id: ticketId }, query: { ...(cursor ? { cursor } : {}) }, signal }),
  ).table;
  return (
    <section aria-label={t('comments.title')} className={classes.section}>
      <h2 className={classes.title}>{t('comments.title')}</h2>
      <ProblemNote problem={problem} onRetry={onRetry} />
      {rows || problem ? null : <Skeleton height={64} />}
      {rows?.length === 0 && !more.has ? <p className={classes.dim}>{t('comments.none')}</p> : null}
      <MoreButton rows={earlier} earlier />
      <ul className={classes.list}>
        {rows?.map((comment) => (
          <Comment key={comment.id} comment={comment} ticketId={ticketId} />
        ))}
      </ul>
      <MoreButton rows={more} />
      {may(me, 'comments:create') ? <NewComment ticketId={ticketId} /> : null}
    </section>
  );
}

function Comment({ comment, ticketId }: { comment: TicketComment; ticketId: string }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const me = useMe();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (body: string) => updateComment({ path: { id: ticketId, commentId: comment.id }, body: { body } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: commentsKey(ticketId) });
      setDraft(null);
    },
  });
  const remove = () =>
    deleteWithUndo({
      id: comment.id,
      message: t('comments.deleted'),
      run: (keepalive) => deleteComment({ path: { id: ticketId, commentId: comment.id }, keepalive }),
      queryKey: commentsKey(ticketId),
      failed: (error) => text(error as Problem),
    });

  return (
    <li className={classes.comment}>
      <div className={classes.head}>
        <PersonTag person={comment.author} size={24} />
        <span className={classes.dim}>
          <TimeAgo at={comment.createdAt} />
          {comment.editedAt ? ` · ${t('comments.edited')}` : null}
        </span>
        <span className={classes.actions}>
          {may(me, 'comments:edit') && comment.author.id === me.id && draft === null ? (
            <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setDraft(comment.body)}>
              {t('comments.edit')}
            </Button>
          ) : null}
          {may(me, 'comments:delete') ? (
            <Button variant="subtle" color="gray" size="compact-xs" onClick={remove}>
              {t('comments.delete')}
            </Button>
          ) : null}
        </span>
      </div>
      {draft === null ? (
        <p className={classes.body}>{comment.body}</p>
      ) : (
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            // A second Ctrl and Enter while the first is on its way is none.
            if (draft.trim() && !save.isPending) save.mutate(draft.trim());
          }}
        >
          <ProblemNote problem={save.error} />
          <CommentText label={t('comments.edit')} value={draft} onChange={setDraft} autoFocus />
          <div className={classes.formActions}>
            <Button variant="default" onClick={() => setDraft(null)}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={!draft.trim()}>
              {t('common.save')}
            </Button>
          </div>
        </form>
      )}
    </li>
  );
}

function NewComment({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState('');
  const add = useMutation({
    mutationFn: (body: string) => createComment({ path: { id: ticketId }, body: { body } }),
    onSuccess: async (_, body) => {
      await queryClient.invalidateQueries({ queryKey: commentsKey(ticketId) });
      // What was typed on meanwhile stays.
      setDraft((now) => (now.trim() === body ? '' : now));
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.trim() && !add.isPending) add.mutate(draft.trim());
      }}
    >
      <ProblemNote problem={add.error} />
      <CommentText label={t('comments.new')} value={draft} onChange={setDraft} />
      <div className={classes.formActions}>
        <span className={classes.dim}>{t('comments.shortcut')}</span>
        <Button type="submit" loading={add.isPending} disabled={!draft.trim()}>
          {t('comments.add')}
        </Button>
      </div>
    </form>
  );
}

/** Ctrl or ⌘ and Enter sends, as Enter alone begins a new line. */
function CommentText(props: { label: string; value: string; onChange: (value: string) => void; autoFocus?: boolean }) {
  return (
    <Textarea
      aria-label={props.label}
      placeholder={props.label}
      value={props.value}
      autosize
      minRows={2}
      maxRows={12}
      autoFocus={props.autoFocus}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
      }}
    />
  );
}

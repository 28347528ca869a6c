import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { NotFoundPage } from '../../app/states/not-found-page';
import { may, useMe } from '../../app/me';
import { ForbiddenPage } from '../../app/states/forbidden-page';
import { ProblemNote } from '../../components/problem-note';
import { QuoteDraft } from './quote-draft';
import { QuoteView } from './quote-view';
import { quoteQuery } from './quotes-query';

/** A quote: a draft is an editor, what was sent is a sheet of paper. `/quotes/new` is a draft that is not saved yet. */
export function QuotePage() {
  const { id = '' } = useParams();
  const me = useMe();
  const blank = id === 'new';
  // Also when someone else sends the quote meanwhile, what was typed is not taken away: saving it says that it is stale.
  const [typing, setTyping] = useState(false);
  const quote = useQuery({ ...quoteQuery(id), enabled: !blank });
  if (blank) return may(me, 'quotes:create') ? <QuoteDraft quote={null} /> : <ForbiddenPage />;
  // An id with a slip in it is refused as input, which to the reader is the same as not being there.
  if (quote.error && (quote.error.status === 404 || quote.error.status === 422)) return <NotFoundPage />;
  if (quote.data) {
    return (quote.data.status === 'draft' || typing) && may(me, 'quotes:edit') ? (
      <QuoteDraft key={id} quote={quote.data} onTyping={setTyping} />
    ) : (
      <QuoteView quote={quote.data} />
    );
  }
  if (quote.error) return <ProblemNote problem={quote.error} onRetry={() => void quote.refetch()} />;
  return (
    <>
      <Skeleton height={28} width={240} mb={20} />
      <Skeleton height={320} />
    </>
  );
}

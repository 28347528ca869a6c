import { queryOptions } from '@tanstack/react-query';
import { getQuote, type QuoteStatus } from '../../api/client';
import type { StatusTone } from '../../components/status-dot';

export const quotesKey = ['quotes'] as const;
export const quoteKey = (id: string) => [...quotesKey, 'one', id] as const;

export function quoteQuery(id: string) {
  return queryOptions({ queryKey: quoteKey(id), queryFn: ({ signal }) => getQuote({ path: { id }, signal }) });
}

export const quoteStatuses: readonly QuoteStatus[] = ['draft', 'sent', 'accepted', 'declined'];

export const quoteTones = {
  draft: 'off',
  sent: 'waiting',
  accepted: 'ok',
  declined: 'danger',
} as const satisfies Record<QuoteStatus, StatusTone>;

export const QUOTE_STATUSES = ['draft', 'sent', 'accepted', 'declined'] as const;
export type QuoteStatus = (typeof QUOTE_STATUSES)[number];

/** Where a quote may go from each state. The way back is for slips: taken back, decided by mistake. */
const NEXT: Record<QuoteStatus, readonly QuoteStatus[]> = {
  draft: ['sent'],
  sent: ['draft', 'accepted', 'declined'],
  accepted: ['sent'],
  declined: ['sent'],
};

/** The fields that the client saw: of a quote that is no draft they stay. */
const CONTENT = ['clientId', 'title', 'items', 'currency', 'validUntil'] as const;

/**
 * Whether an edit may be made: `to` is the state that it asks for, `fields` are those that it gives another value.
 * A quote may be taken back to draft and changed in one edit, or changed and sent.
 */
export function canEditQuote(
  from: QuoteStatus,
  to: QuoteStatus,
  fields: readonly string[],
): 'ok' | 'quote_transition' | 'quote_locked' {
  if (to !== from && !NEXT[from].includes(to)) return 'quote_transition';
  const content = fields.some((field) => (CONTENT as readonly string[]).includes(field));
  return content && from !== 'draft' && to !== 'draft' ? 'quote_locked' : 'ok';
}

/** A line in minor units, half a unit rounded up: exact, quantities are counted in thousandths. */
export function lineTotal({ quantity, unitPrice }: { quantity: number; unitPrice: number }): bigint {
  return (BigInt(Math.round(quantity * 1_000)) * BigInt(unitPrice) + 500n) / 1_000n;
}

/** What the lines sum up to, each rounded by itself as it is shown. */
export function quoteTotal(items: readonly { quantity: number; unitPrice: number }[]): bigint {
  return items.reduce((sum, item) => sum + lineTotal(item), 0n);
}

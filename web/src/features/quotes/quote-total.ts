/** A quantity is counted in thousandths, as the server does. */
export const quantityDigits = 3;

/** A line in minor units, half a unit rounded up: exact, and what the server computes. */
export function lineTotal({ quantity, unitPrice }: { quantity: number; unitPrice: number }): number {
  return Number((BigInt(Math.round(quantity * 1000)) * BigInt(unitPrice) + 500n) / 1000n);
}

/** Each line rounded by itself, as it is shown. */
export function quoteTotal(items: readonly { quantity: number; unitPrice: number }[]): number {
  return items.reduce((sum, item) => sum + lineTotal(item), 0);
}

import {
  createExpense,
  createRevenue,
  deleteExpense,
  deleteRevenue,
  getExpenseTotals,
  getRevenueTotals,
  listExpenses,
  type ListRevenueData,
  listRevenue,
  updateExpense,
  updateRevenue,
} from '../../api/client';

export type MoneyKind = 'revenue' | 'expenses';
export type MoneyQuery = NonNullable<ListRevenueData['query']>;

/** The two kinds have the same routes. */
export const routesOf = {
  revenue: {
    list: listRevenue,
    totals: getRevenueTotals,
    create: createRevenue,
    update: updateRevenue,
    remove: deleteRevenue,
  },
  expenses: {
    list: listExpenses,
    totals: getExpenseTotals,
    create: createExpense,
    update: updateExpense,
    remove: deleteExpense,
  },
} as const;

/** Lists and totals of a kind, all under it. */
export const moneyKey = (kind: MoneyKind) => ['money', kind] as const;

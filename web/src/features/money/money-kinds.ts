import { expenseRoutes, revenueRoutes } from '../../api/desk';

export type MoneyKind = 'revenue' | 'expenses';

export const routesOf = { revenue: revenueRoutes, expenses: expenseRoutes } as const;

/** Lists and totals of a kind, all under it. */
export const moneyKey = (kind: MoneyKind) => ['money', kind] as const;

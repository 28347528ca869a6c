import { MoneyPage } from './money-page';

export function ExpensesPage() {
  return <MoneyPage kind="expenses" />;
}

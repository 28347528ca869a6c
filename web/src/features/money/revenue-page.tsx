import { MoneyPage } from './money-page';

export function RevenuePage() {
  return <MoneyPage kind="revenue" />;
}

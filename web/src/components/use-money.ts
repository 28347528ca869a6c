import { numberLocale } from '../app/locale';
import { formatMoney, moneyInput, parseMoney } from './money';

/** Money in this browser's habits. */
export function useMoney() {
  const locale = numberLocale();
  return {
    format: (minor: number, currency: string) => formatMoney(minor, currency, locale),
    toInput: (minor: number, currency: string) => moneyInput(minor, currency, locale),
    parse: (typed: string, currency: string) => parseMoney(typed, currency, locale),
  };
}

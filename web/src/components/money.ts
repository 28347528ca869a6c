/** Digits of a currency behind the point: 2 for EUR, 0 for JPY, 3 for KWD (ISO 4217, as the browser knows it). */
export function minorDigits(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** Minor units as a decimal string, `123456` EUR to `1234.56`: by moving digits, so that no float is in it. */
export function toDecimal(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const sign = minor < 0 ? '-' : '';
  const all = String(Math.abs(minor)).padStart(digits + 1, '0');
  return digits === 0 ? sign + all : `${sign}${all.slice(0, -digits)}.${all.slice(-digits)}`;
}

/** Minor units in words of the locale: `1.234,56 €`. */
export function formatMoney(minor: number, currency: string, locale: string): string {
  // A decimal string is formatted exactly; a number would go through a float.
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(
    toDecimal(minor, currency) as Intl.StringNumericLiteral,
  );
}

/** What stands in a field: the locale's digits and decimal sign, no grouping, no currency. */
export function moneyInput(minor: number, currency: string, locale: string): string {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat(locale, { useGrouping: false, minimumFractionDigits: digits }).format(
    toDecimal(minor, currency) as Intl.StringNumericLiteral,
  );
}

interface Habits {
  decimal: string;
  group: string;
  /** 0 to 9 as this locale writes them. */
  digits: string[];
}

const known = new Map<string, Habits>();

function habitsOf(locale: string): Habits {
  const habits = known.get(locale) ?? findHabits(locale);
  known.set(locale, habits);
  return habits;
}

function findHabits(locale: string): Habits {
  const parts = new Intl.NumberFormat(locale).formatToParts(12345.6);
  const of = (type: string) => parts.find((part) => part.type === type)?.value;
  const digits = new Intl.NumberFormat(locale, { useGrouping: false }).format(9876543210);
  return { decimal: of('decimal') ?? '.', group: of('group') ?? '', digits: [...digits].toReversed() };
}

/** Digits of the locale as 0 to 9, the Arabic signs as point and comma; all else as it is. */
function inAscii(text: string, digits: string[]): string {
  return [...text]
    .map((char) => (digits.includes(char) ? String(digits.indexOf(char)) : char))
    .join('')
    .replaceAll('٫', '.')
    .replaceAll('٬', ',');
}

/**
 * Minor units of what was typed, or null where it is no amount: `1.234,56` and `1234,56` in German, `1,234.56` in English.
 * A sign that is the locale's grouping counts as decimal sign where it cannot group (`12.50` and `0.125` in German), so that
 * both habits work and none is read a thousandfold. No more digits behind it than the currency has, nothing beyond 2^53.
 */
export function parseMoney(typed: string, currency: string, locale: string): number | null {
  const plain = parseDecimal(typed, locale);
  if (!plain) return null;
  const digits = minorDigits(currency);
  const fraction = plain.fraction.replace(/0+$/, '');
  if (fraction.length > digits) return null;
  const minor = BigInt(plain.whole + fraction.padEnd(digits, '0'));
  return minor > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(minor) * (plain.negative ? -1 : 1);
}

/** A plain number of what was typed, to `digits` behind the point; null where it is none. */
export function parseNumber(typed: string, digits: number, locale: string): number | null {
  const plain = parseDecimal(typed, locale);
  if (!plain || plain.fraction.replace(/0+$/, '').length > digits) return null;
  return Number(`${plain.negative ? '-' : ''}${plain.whole}.${plain.fraction || '0'}`);
}

function parseDecimal(typed: string, locale: string): { negative: boolean; whole: string; fraction: string } | null {
  const habits = habitsOf(locale);
  const [decimal, group] = [inAscii(habits.decimal, []), inAscii(habits.group, [])];
  // Spaces and apostrophes group; some locales write invisible marks of direction around the sign.
  const bare = typed.replace(/[\s\u00a0\u202f'’\u061c\u200e\u200f]/g, '').replace(/^\u2212/, '-');
  const text = inAscii(bare, habits.digits);
  const match = /^(-?)([\d.,]*\d)$/.exec(text);
  if (!match) return null;
  const [, sign = '', body = ''] = match;
  const marks = [...body.matchAll(/[.,]/g)].map(({ 0: mark, index }) => ({ mark, behind: body.length - index - 1 }));
  const last = marks.at(-1);
  let split = body.length;
  if (last) {
    const alone = marks.filter(({ mark }) => mark === last.mark).length === 1;
    const groups = last.mark === group && last.behind === 3 && /^[1-9]\d{0,2}[.,]/.test(body);
    if (last.mark === decimal || (alone && !groups)) split = body.length - last.behind - 1;
  }
  const wholeText = body.slice(0, split);
  const rest = split === body.length ? '' : body.slice(split + 1);
  // What is left in front must be grouped properly, or not at all.
  if (!/^(\d+|[1-9]\d{0,2}(\.\d{3})+|[1-9]\d{0,2}(,\d{3})+)?$/.test(wholeText)) return null;
  if (last && split < body.length && wholeText.includes(last.mark)) return null;
  return { negative: sign === '-', whole: wholeText.replace(/[.,]/g, '') || '0', fraction: rest };
}

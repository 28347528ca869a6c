import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatMoney, moneyInput, parseMoney, parseNumber, toDecimal } from '../../web/src/components/money.js';
import { lineTotal, quoteTotal } from '../../web/src/features/quotes/quote-total.js';

describe('an amount that was typed', () => {
  test.each([
    ['1,234.56', 'EUR', 'en', 123_456],
    ['1234.56', 'EUR', 'en', 123_456],
    ['1.234,56', 'EUR', 'de', 123_456],
    ['1234,56', 'EUR', 'de', 123_456],
    ['12.50', 'EUR', 'de', 1_250],
    ['12,50', 'EUR', 'en', 1_250],
    ['1,234', 'EUR', 'en', 123_400],
    ['1.234', 'EUR', 'de', 123_400],
    ['1 234,56', 'EUR', 'fr', 123_456],
    ['1’234.50', 'CHF', 'de-CH', 123_450],
    ['0.1', 'EUR', 'en', 10],
    ['.5', 'EUR', 'en', 50],
    ['7', 'EUR', 'en', 700],
    ['1234', 'JPY', 'en', 1_234],
    ['1.234', 'KWD', 'en', 1_234],
    ['2.50000', 'EUR', 'en', 250],
    ['-3.20', 'EUR', 'en', -320],
    ['90071992547409.91', 'EUR', 'en', 9_007_199_254_740_991],
    ['007', 'EUR', 'en', 700],
    ['0.5', 'EUR', 'de', 50],
    ['0.500', 'EUR', 'de', 50],
    ['١٬٢٣٤٫٥٦', 'EUR', 'ar-EG', 123_456],
    ['1234.56', 'EUR', 'ar-EG', 123_456],
    ['۱۲۳۴٫۵', 'EUR', 'fa', 123_450],
    ['१,२३४.५०', 'EUR', 'hi-u-nu-deva', 123_450],
  ])('%s %s in %s is %d minor units', (typed, currency, locale, minor) => {
    expect(parseMoney(typed, currency, locale)).toBe(minor);
  });

  test.each([
    ['', 'EUR', 'en'],
    ['twelve', 'EUR', 'en'],
    ['1.005', 'EUR', 'en'],
    ['1.5', 'JPY', 'en'],
    ['1,23,456.00', 'EUR', 'en'],
    ['1.2.3', 'EUR', 'en'],
    ['0,123', 'EUR', 'en'],
    ['0,123,456', 'EUR', 'en'],
    ['١٢', 'EUR', 'en'],
    ['12€', 'EUR', 'en'],
    ['1e3', 'EUR', 'en'],
    ['90071992547409.92', 'EUR', 'en'],
  ])('%s %s in %s is refused rather than guessed', (typed, currency, locale) => {
    expect(parseMoney(typed, currency, locale)).toBeNull();
  });

  test('comes back from its field as it went in, in any locale and currency', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 }),
        fc.constantFrom('EUR', 'JPY', 'KWD', 'USD'),
        fc.constantFrom('en', 'de', 'fr', 'de-CH', 'sv', 'ar-EG', 'fa', 'bn'),
        (minor, currency, locale) => {
          expect(parseMoney(moneyInput(minor, currency, locale), currency, locale)).toBe(minor);
        },
      ),
    );
  });
});

describe('money in words', () => {
  test('is made without a float, up to the last cent', () => {
    expect(toDecimal(9_007_199_254_740_991, 'EUR')).toBe('90071992547409.91');
    expect(formatMoney(9_007_199_254_740_991, 'EUR', 'en')).toBe('€90,071,992,547,409.91');
    expect(toDecimal(-5, 'EUR')).toBe('-0.05');
    expect(toDecimal(5, 'JPY')).toBe('5');
  });
});

describe('a quote', () => {
  test('counts quantities in thousandths and rounds each line half up', () => {
    expect(lineTotal({ quantity: 1.5, unitPrice: 333 })).toBe(500);
    expect(lineTotal({ quantity: 0.001, unitPrice: 499 })).toBe(0);
    expect(lineTotal({ quantity: 0.001, unitPrice: 500 })).toBe(1);
    expect(lineTotal({ quantity: 1.005, unitPrice: 100 })).toBe(101);
    expect(quoteTotal([])).toBe(0);
    expect(
      quoteTotal([
        { quantity: 0.5, unitPrice: 1 },
        { quantity: 0.5, unitPrice: 1 },
      ]),
    ).toBe(2);
  });

  test('takes a quantity of three digits behind the point, no more', () => {
    expect(parseNumber('1,125', 3, 'de')).toBe(1.125);
    expect(parseNumber('1.125', 3, 'en')).toBe(1.125);
    expect(parseNumber('0.125', 3, 'de')).toBe(0.125);
    expect(parseNumber('0,125', 3, 'en')).toBe(0.125);
    expect(parseNumber('0.0001', 3, 'en')).toBeNull();
    expect(parseNumber('x', 3, 'en')).toBeNull();
  });
});

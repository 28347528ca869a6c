import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { AUDIT_ACTIONS } from '../../src/audit/audit-actions.js';

interface Texts {
  [key: string]: string | Texts;
}

const read = (language: string) => JSON.parse(readFileSync(`web/src/app/texts/${language}.json`, 'utf8')) as Texts;

/** `tickets.visits_one` and so on, with the text of each. */
function flat(texts: Texts, before = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[before + key, value]] : flat(value, `${before}${key}.`),
  );
}

const english = new Map(flat(read('en')));
const german = new Map(flat(read('de')));

test('the audit log has words for all that is written into it, and for nothing else', () => {
  const before = 'auditLog.actions.';
  const known = [...english.keys()].filter((key) => key.startsWith(before)).map((key) => key.slice(before.length));
  expect(known.toSorted()).toEqual([...AUDIT_ACTIONS].toSorted());
});

test('German has every text that English has, plural forms included, and no other', () => {
  const missing = [...english].filter(([key]) => !german.has(key)).map(([key, text]) => `${key}: ${text}`);
  const more = [...german.keys()].filter((key) => !english.has(key));
  expect({ missing, more }).toEqual({ missing: [], more: [] });
  // Both languages have the same two forms, so the same keys are the right ones.
  const forms = (language: string) => new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  expect(forms('de')).toEqual(forms('en'));
});

test('what is filled into a text is the same in both languages', () => {
  const filledIn = (text = '') => (text.match(/{{\w+}}/g) ?? []).toSorted().join(' ');
  const different = [...german].filter(([key, text]) => filledIn(text) !== filledIn(english.get(key)));
  expect(different).toEqual([]);
});

const source = globSync('web/src/**/*.{ts,tsx}', { exclude: (name) => String(name).includes('generated') })
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** A key as the program names it: i18next adds the plural form. */
const named = (key: string) => key.replace(/_(one|other)$/, '');

test('every text that the program names is there', () => {
  const keys = new Set([...english.keys()].map(named));
  const inUse = [...source.matchAll(/\bt\(\s*'([\w.]+)'(?!,\s*{\s*returnObjects)/g)].map(([, key = '']) => key);
  expect(inUse.length).toBeGreaterThan(100);
  expect(inUse.filter((key) => !keys.has(key))).toEqual([]);
});

test('no text is there that the program does not name', () => {
  const quoted = new Set([...source.matchAll(/'([\w.]+)'/g)].map(([, key = '']) => key));
  // `tickets.status.${status}` names all that begins and ends so.
  const made = [...source.matchAll(/`(\w+\.[^`\n]*?\$\{[^`\n]*?)`/g)].map(
    ([, text = '']) => new RegExp(`^${text.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '.+')}$`),
  );
  const isNamed = (key: string): boolean => {
    // An object of texts is named by what they have in common.
    const above = key.slice(0, key.lastIndexOf('.'));
    return quoted.has(key) || made.some((one) => one.test(key)) || (above.includes('.') && isNamed(above));
  };
  expect([...english.keys()].filter((key) => !isNamed(named(key)))).toEqual([]);
});

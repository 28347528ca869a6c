import { beforeAll, describe, expect, it } from '@jest/globals';
import { type CommonPasswords, commonPasswords } from './common-passwords.js';
import { canonicalPassword, judgePassword, type PasswordWeakness } from './password-policy.js';

const ada = { name: 'Ada Lovelace', email: 'ada.lovelace@acme.example', orgName: 'Acme IT GmbH' };
let common: CommonPasswords;
beforeAll(async () => {
  common = await commonPasswords();
});

const combining = '\u0301';
const cases: [why: string, password: string, verdict: 'ok' | PasswordWeakness][] = [
  ['eight characters', 'kq7-wZ2x', 'ok'],
  ['seven characters', 'kq7-wZ2', 'too_short'],
  ['nothing', '', 'too_short'],
  ['words with spaces', 'violet tram under snow', 'ok'],
  ['128 characters', 'kq7x'.repeat(32), 'ok'],
  ['129 characters', `${'kq7x'.repeat(32)}z`, 'too_long'],
  ['1 MB', 'kq7x'.repeat(262_144), 'too_long'],
  ['a letter under 200 combining marks', `a${combining.repeat(200)}`, 'too_long'],
  ['100 letters, each with its accent apart, are 100 characters', `e${combining}`.repeat(100), 'common'],
  ['the same, not all alike', `e${combining}`.repeat(100) + 'x', 'ok'],
  ['one character that NFKC makes 18 of', '\uFDFA'.repeat(9), 'too_long'],
  ['eight emoji are eight characters', '🦊🦉🐢🐙🦕🐝🦋🐌', 'ok'],
  ['seven emoji are not', '🦊🦉🐢🐙🦕🐝🦋', 'too_short'],
  ['NUL', 'kq7-wZ2x\0tail', 'unreadable'],
  ['a line break', 'kq7-wZ2x\ntail', 'unreadable'],
  ['half a surrogate pair', 'kq7-wZ2x\uD83E', 'unreadable'],
  ['a common one', 'password1', 'common'],
  ['a common one in capitals', 'PassW0rd', 'common'],
  ['a common one in full-width letters', 'ｐａｓｓｗｏｒｄ', 'common'],
  ['one character over and over', 'zzzzzzzzzzzz', 'common'],
  ['the name', 'Ada Lovelace', 'personal'],
  ['the name run together', 'adalovelace', 'personal'],
  ['the address', 'Ada.Lovelace@acme.example', 'personal'],
  ['the local part', 'ada.lovelace', 'personal'],
  ['the organization', 'acme it gmbh', 'personal'],
  ['the organization run together', 'AcmeITGmbH', 'personal'],
  ['a sentence that holds the name', 'ada lovelace counts 17 engines', 'ok'],
  ['marks only', '-_-!?!-_-#', 'ok'],
];

describe('a new password', () => {
  it.each(cases)('%s', (_, password, verdict) => {
    expect(judgePassword(password, ada, common)).toBe(verdict);
  });

  it('is not compared with what is empty', () => {
    expect(judgePassword('-_-!?!-_-#', { name: '', email: '', orgName: '' }, common)).toBe('ok');
  });
});

describe('the canonical spelling', () => {
  it('is the same from every keyboard', () => {
    expect(canonicalPassword('cafe\u0301 noir')).toBe(canonicalPassword('caf\u00E9 noir'));
  });

  it.each(cases.filter(([, , verdict]) => verdict === 'too_long' || verdict === 'unreadable'))(
    'does not exist for %s',
    (_, password) => {
      expect(canonicalPassword(password)).toBeUndefined();
    },
  );

  it('exists for passwords that today’s policy would refuse, since they may be stored', () => {
    expect(canonicalPassword('short')).toBe('short');
  });
});

import { expect, test } from '@jest/globals';
import { Keyring } from '../../shared/crypto/keyring.js';
import { newId, type LinkId } from '../../shared/ids/ids.js';
import { LinkTokens } from './link-token.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const tokens = new LinkTokens(new Keyring([Buffer.alloc(32, 7)]));

test('a token with any one character off is another link’s, or none', () => {
  const link = { id: newId<LinkId>(), purpose: 'invite' } as const;
  const token = tokens.tokenOf(link);
  expect([tokens.idOf(token), tokens.matches(token, link)]).toEqual([link.id, true]);
  const opened = [...token].flatMap((character, at) =>
    [...ALPHABET].filter((other) => {
      const off = token.slice(0, at) + other + token.slice(at + 1);
      return other !== character && tokens.idOf(off) === link.id && tokens.matches(off, link);
    }),
  );
  expect(opened).toEqual([]);
});

test('a token of one purpose opens no other', () => {
  const id = newId<LinkId>();
  const token = tokens.tokenOf({ id, purpose: 'magic_link' });
  expect(tokens.matches(token, { id, purpose: 'admin_link' })).toBe(false);
});

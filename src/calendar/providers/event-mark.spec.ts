import { expect, it } from '@jest/globals';
import { derivedId, keyText, parseKey } from './event-mark.js';

const key = {
  connectionId: '0198c0de-0000-7000-8000-00000000000c',
  ticketId: '0198c0de-0000-7000-8000-000000000007',
  generation: 3,
};

it('is an id that Google takes, the same on every try and another for every part', () => {
  const id = derivedId(key);
  expect(id).toMatch(/^[a-v0-9]{32}$/);
  expect(derivedId({ ...key })).toBe(id);
  const others = [{ generation: 4 }, { ticketId: key.connectionId }, { connectionId: key.ticketId }];
  for (const other of others) expect(derivedId({ ...key, ...other })).not.toBe(id);
});

it('never changes, since events of the past carry it', () => {
  expect(derivedId(key)).toBe('4baglpkvu79adogduqbn65ajh6t0d02h');
});

it('is read back from the event', () => {
  expect(parseKey(keyText(key))).toEqual(key);
});

it.each([
  undefined,
  '',
  'x',
  `${key.ticketId}.0.${key.connectionId}`,
  `${key.ticketId}.1.x`,
  `${keyText(key)}.1`,
  `${key.ticketId}.1e3.${key.connectionId}`,
])('is not %s', (value) => {
  expect(parseKey(value)).toBeUndefined();
});

import { randomBytes } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { SigningKeys } from '../../shared/crypto/crypto.module.js';
import { newId, type UserId } from '../../shared/ids/ids.js';
import { KnownDevices } from './known-devices.js';

const devices = new KnownDevices(new SigningKeys([randomBytes(32)]));
const person = () => newId<UserId>();

it('a device is known to those who completed a sign-in on it, and to nobody else', () => {
  const [ada, bob, eve] = [person(), person(), person()];
  const cookie = devices.remember(devices.remember(undefined, ada), bob);
  expect(devices.poolOf(cookie, ada)).toMatch(new RegExp(`^[\\w-]{16}:${ada}$`));
  expect(devices.poolOf(cookie, bob)).not.toBe(devices.poolOf(cookie, ada));
  expect(devices.poolOf(cookie, eve)).toBeUndefined();
});

it('two devices of one person have a pool each, and one keeps its own', () => {
  const ada = person();
  const laptop = devices.remember(undefined, ada);
  expect(devices.poolOf(devices.remember(undefined, ada), ada)).not.toBe(devices.poolOf(laptop, ada));
  expect(devices.poolOf(devices.remember(laptop, ada), ada)).toBe(devices.poolOf(laptop, ada));
});

it('the sixth person on a device makes it forget the first', () => {
  const people = Array.from({ length: 6 }, person);
  const cookie = people.reduce<string | undefined>((value, one) => devices.remember(value, one), undefined);
  expect(people.map((one) => devices.poolOf(cookie, one) !== undefined)).toEqual([false, true, true, true, true, true]);
});

it('a made-up, touched or foreign cookie is no device', () => {
  const ada = person();
  const cookie = devices.remember(undefined, ada);
  const others = new KnownDevices(new SigningKeys([randomBytes(32)]));
  for (const value of [undefined, '', 'x', 'v1.a.b.c', `${cookie.slice(0, -2)}AA`, others.remember(undefined, ada)]) {
    expect(devices.poolOf(value, ada)).toBeUndefined();
  }
});

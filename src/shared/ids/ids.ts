import { v7, validate } from 'uuid';

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type OrgId = Id<'OrgId'>;
export type UserId = Id<'UserId'>;
export type SessionId = Id<'SessionId'>;
export type LinkId = Id<'LinkId'>;

/** A new UUIDv7: ids sort by the time they were made, which the keyset pages rely on. */
export function newId<T extends string = string>(): T {
  return v7() as T;
}

export function isId(value: unknown): value is string {
  return typeof value === 'string' && validate(value);
}

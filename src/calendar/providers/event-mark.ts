import { createHash } from 'node:crypto';
import { isId } from '../../shared/ids/ids.js';
import type { EventKey } from './calendar-provider.js';

const BASE32HEX = '0123456789abcdefghijklmnopqrstuv';

/**
 * 160 bits derived from the key, in base32hex as Google wants event ids (lower case a-v and 0-9, 5 to 1024 of them).
 * The same key gives the same id on every process and every try.
 */
export function derivedId({ connectionId, ticketId, generation }: EventKey): string {
  const digest = createHash('sha256').update(`muster event ${connectionId} ${ticketId} ${generation}`).digest();
  let id = '';
  for (let bit = 0; bit < 160; bit += 5) {
    const word = digest.readUInt16BE(bit >> 3);
    id += BASE32HEX[(word >> (11 - (bit & 7))) & 31];
  }
  return id;
}

/** The key as it is kept in the event. */
export function keyText({ connectionId, ticketId, generation }: EventKey): string {
  return `${ticketId}.${generation}.${connectionId}`;
}

export function parseKey(value: string | undefined): EventKey | undefined {
  const [ticketId, generation, connectionId, ...rest] = value?.split('.') ?? [];
  if (!isId(ticketId) || !isId(connectionId) || rest.length > 0 || !/^[1-9]\d{0,8}$/.test(generation ?? ''))
    return undefined;
  return { ticketId, connectionId, generation: Number(generation) };
}

import { isIPv4, isIPv6 } from 'node:net';

/**
 * What counts as one address: an IPv4 address, also when it comes mapped into IPv6, or the /64 network of an IPv6 one, since
 * whoever has one address of it has them all. What is no address is one more, of its own.
 */
export function addressKey(ip: string | null): string {
  const bare = (ip ?? '').replace(/%.*$/s, '');
  if (isIPv4(bare)) return bare;
  if (!isIPv6(bare)) return 'unknown';
  // The URL parser writes every spelling of an address in one way: lower case, the longest run of zeros as `::`.
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [head = '', tail = ''] = canonical.split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail.split(':').filter(Boolean);
  const groups = canonical.includes('::')
    ? [...front, ...Array<string>(8 - front.length - back.length).fill('0'), ...back]
    : front;
  if (groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff') {
    const [high = 0, low = 0] = groups.slice(6).map((group) => parseInt(group, 16));
    return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  }
  return `${groups.slice(0, 4).join(':')}::/64`;
}

import type { Providers } from '../../src/embedded/providers/start-providers.js';

/** The environment of a Muster whose people sign in at these stand-ins. */
export function providerEnv({ google, microsoft }: Providers): Record<string, string> {
  return {
    GOOGLE_CLIENT_ID: google.clientId,
    GOOGLE_CLIENT_SECRET: google.clientSecret,
    GOOGLE_ISSUER: google.issuer,
    MICROSOFT_CLIENT_ID: microsoft.clientId,
    MICROSOFT_CLIENT_SECRET: microsoft.clientSecret,
    MICROSOFT_ISSUER: microsoft.issuer,
  };
}

/**
 * What a person does at a provider's stand-in: opens the address, chooses the account (or cancels), and is sent back.
 * Answers the callback's whole address, without calling it.
 */
export async function visitProvider(address: string | URL, account: string | 'cancel'): Promise<URL> {
  const jar = new Map<string, string>();
  let url = new URL(address);
  for (let hop = 0; hop < 10; hop++) {
    const onPage = url.pathname.includes('/interaction/');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(onPage && {
        method: 'POST',
        body: new URLSearchParams(account === 'cancel' ? { cancel: 'yes' } : { account }),
      }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = response.headers.get('location');
    if (!location)
      throw new Error(`the provider answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
    const next = new URL(location, url);
    if (next.origin !== url.origin) return next;
    url = next;
  }
  throw new Error('the provider never sent the browser back');
}

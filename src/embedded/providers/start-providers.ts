import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StandIn, type StandInOptions } from './stand-in.js';

export interface ProvidersOptions extends Pick<StandInOptions, 'accounts' | 'clientAuth'> {
  /** The callbacks that may be redirected to: of sign-in, and of the calendars' own grants. */
  redirectUris: { google: string[]; microsoft: string[] };
  /** Default: a free one. */
  port?: number;
}

/** Stand-ins for Google and Microsoft on a loopback port: real OpenID Connect, test accounts, no network. */
export interface Providers {
  google: StandIn;
  microsoft: StandIn;
  stop(): Promise<void>;
}

/**
 * Starts both issuers. `google` and `microsoft` each hold `clientId`, `clientSecret` and `issuer`, as the configuration
 * takes them.
 */
export async function startProviders({ redirectUris, port = 0, ...shared }: ProvidersOptions): Promise<Providers> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [google, microsoft] = await Promise.all([
    StandIn.make({ provider: 'google', origin, redirectUris: redirectUris.google, ...shared }),
    StandIn.make({ provider: 'microsoft', origin, redirectUris: redirectUris.microsoft, ...shared }),
  ]);
  server.on('request', (request, response) => {
    const standIn = [google, microsoft].find(({ path }) => request.url?.startsWith(`${path}/`));
    if (!standIn) {
      response.writeHead(404).end();
      return;
    }
    void standIn.handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(400, { 'content-type': 'text/plain' });
      response.end(error instanceof Error ? error.message : 'failed');
    });
  });
  return {
    google,
    microsoft,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

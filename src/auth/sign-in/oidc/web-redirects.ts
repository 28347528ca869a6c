import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../../shared/config/config.js';
import type { PlainToken } from '../../../shared/crypto/secrets.js';
import { addressKey } from '../../throttle/address-key.js';
import { Throttle } from '../../throttle/throttle.js';
import type { ProviderFailure } from './provider-sign-in.js';

/** Where a browser is sent on its way to a provider and back. Addresses are built from `APP_URL`, never from a header. */
@Injectable()
export class WebRedirects {
  constructor(
    private readonly config: Config,
    private readonly throttle: Throttle,
  ) {}

  /** 429 for an address that sets out too often: each start may cost the provider a request. */
  allow(request: FastifyRequest): Promise<void> {
    return this.throttle.spend('provider_address', addressKey(request.ip));
  }

  to(reply: FastifyReply, address: string) {
    return reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').redirect(address, 302);
  }

  /** `path` is local, see `localPath`. */
  toPage(reply: FastifyReply, path: string) {
    return this.to(reply, `${this.config.appUrl}${path}`);
  }

  /** The sign-in page says why, and still knows the page that was asked for. */
  failed(reply: FastifyReply, failure: ProviderFailure, returnTo = '/') {
    return this.toPage(reply, `/sign-in?error=${failure}${after(returnTo)}`);
  }

  /** The token travels in the fragment: no server, log or referrer sees it. */
  toChallenge(reply: FastifyReply, mfaToken: PlainToken, returnTo: string) {
    return this.toPage(reply, `/sign-in/mfa#mfaToken=${mfaToken}${after(returnTo)}`);
  }
}

function after(returnTo: string): string {
  return returnTo === '/' ? '' : `&returnTo=${encodeURIComponent(returnTo)}`;
}

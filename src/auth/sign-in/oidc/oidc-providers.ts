import { Injectable } from '@nestjs/common';
import { Config } from '../../../shared/config/config.js';
import { fail } from '../../../shared/errors/common.errors.js';
import { Clock } from '../../../shared/time/clock.js';
import type { ProviderName } from './identity.js';
import { OidcProvider } from './oidc-provider.js';

/** The providers that the configuration names. */
@Injectable()
export class OidcProviders {
  readonly #providers: Partial<Record<ProviderName, OidcProvider>> = {};

  constructor(config: Config, clock: Clock) {
    for (const name of ['google', 'microsoft'] as const) {
      const client = config[name];
      const callback = `${config.appUrl}/api/v1/auth/${name}/callback`;
      if (client) this.#providers[name] = new OidcProvider(name, client, callback, clock);
    }
  }

  has(name: ProviderName): boolean {
    return this.#providers[name] !== undefined;
  }

  /** 404 when the provider is not configured. */
  get(name: ProviderName): OidcProvider {
    const provider = this.#providers[name];
    if (!provider) throw fail('not_found');
    return provider;
  }
}

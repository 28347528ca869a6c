import { Injectable } from '@nestjs/common';
import { Config, type ProviderClient } from '../../shared/config/config.js';
import { Clock } from '../../shared/time/clock.js';
import { ApiClient, type TokenSource } from './api-client.js';
import { CALENDAR_PROVIDERS, type CalendarProvider, type CalendarProviderName } from './calendar-provider.js';
import { GoogleCalendar } from './google/google-calendar.js';
import { parseGoogleError } from './google/google-error.js';
import { httpTransport } from './http-transport.js';
import { OAuthClient } from './oauth-client.js';
import { OutlookCalendar } from './outlook/outlook-calendar.js';
import { parseOutlookError } from './outlook/outlook-error.js';

/** The calendar providers that the configuration names. */
@Injectable()
export class CalendarProviders {
  readonly #transport = httpTransport();
  readonly #oauth = new Map<CalendarProviderName, OAuthClient>();

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  configured(): CalendarProviderName[] {
    return CALENDAR_PROVIDERS.filter((name) => this.client(name) !== undefined);
  }

  client(name: CalendarProviderName): ProviderClient | undefined {
    return name === 'google' ? this.config.google : this.config.microsoft;
  }

  /** Throws where it is not configured any more. */
  oauth(name: CalendarProviderName): OAuthClient {
    let oauth = this.#oauth.get(name);
    if (!oauth) {
      const client = this.client(name);
      if (!client) throw new Error(`${name} is not configured`);
      this.#oauth.set(name, (oauth = new OAuthClient(client, this.#transport, this.clock)));
    }
    return oauth;
  }

  open(name: CalendarProviderName, tokens: TokenSource): CalendarProvider {
    return name === 'google'
      ? new GoogleCalendar(
          new ApiClient(this.config.googleCalendarApi, this.#transport, tokens, parseGoogleError, this.clock),
        )
      : new OutlookCalendar(
          new ApiClient(this.config.microsoftGraphApi, this.#transport, tokens, parseOutlookError, this.clock),
        );
  }
}

import type { CalendarProviderName } from '../providers/calendar-provider.js';
import type { ProviderErrorCode } from '../providers/provider-error.js';

export const PROVIDER_WORDS: Record<CalendarProviderName, string> = {
  google: 'Google Calendar',
  outlook: 'Outlook Calendar',
};

/** What went wrong and what helps, for the person whose calendar it is. */
export function errorWords(provider: CalendarProviderName, code: ProviderErrorCode): string {
  const name = PROVIDER_WORDS[provider];
  const words: Record<ProviderErrorCode, string> = {
    not_found: `${name} does not know an event of ours. It is made again tonight.`,
    rate_limited: `${name} asks us to slow down. We go on by ourselves.`,
    unavailable: `${name} does not work at the moment. We go on by ourselves.`,
    timeout: `${name} does not answer at the moment. We go on by ourselves.`,
    unreachable: `${name} cannot be reached at the moment. We go on by ourselves.`,
    token_refused: `${name} does not accept our access at the moment. We go on by ourselves.`,
    grant_revoked: `${name} says that Muster has no access any more. Connect again to go on.`,
    permission_missing: `Muster may not write to this calendar. Connect again and leave the calendar box ticked.`,
    no_mailbox: `This Microsoft account has no Outlook mailbox. Connect one that has.`,
    calendar_full: `${name} takes no more events for now. Remove some there, or wait a day.`,
    misconfigured: `Muster is not set up right for ${name}. Tell the person who runs it.`,
    unreadable_answer: `${name} gave an answer that we cannot read. We try again tonight.`,
    refused: `${name} refuses an event. We try again when the ticket changes, or tonight.`,
  };
  return words[code];
}

import type { StandIn } from '../providers/stand-in.js';
import type { CalendarAccounts } from './start-calendars.js';

/** Who issued a token says whose it is, and takes it back. */
export function accountsOf(standIn: StandIn): CalendarAccounts {
  return {
    authorize: async (bearer) => {
      const access = await standIn.accessOf(bearer);
      return access && { id: access.account.id, email: access.account.email, scopes: access.scopes };
    },
    revoke: (accountId) => standIn.revokeCalendarGrants(accountId),
  };
}

import { client } from './generated/client.gen';
import type { LastSignIn, ListTicketsData, Quote, Ticket, User } from './generated/types.gen';
import { toProblem } from './problem';
import { fetchConfirmed } from './step-up';

client.setConfig({ baseUrl: '', credentials: 'same-origin', fetch: fetchConfirmed });
client.interceptors.error.use((error, response) => {
  // A request that the page itself gave up is no problem to tell anyone about.
  if (error instanceof DOMException && error.name === 'AbortError') return error;
  return toProblem(error, response);
});

export * from './generated/sdk.gen';
export type * from './generated/types.gen';
export type { Page } from './list-query';

export type Role = User['role'];
export type UserStatus = User['status'];
export type SignInMethod = LastSignIn['method'];
export type TicketStatus = Ticket['status'];
export type TicketPriority = Ticket['priority'];
export type TicketQuery = NonNullable<ListTicketsData['query']>;
export type QuoteStatus = Quote['status'];

import { client } from './generated/client.gen';

// The service desk's routes until the generated client has them; each goes from here then.

const data = { responseStyle: 'data', throwOnError: true } as const;
const json = { ...data, headers: { 'Content-Type': 'application/json' } } as const;
const answer = <T>(request: Promise<unknown>) => request as Promise<T>;

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
type To = { path: { id: string } };
type PageQuery = {
  limit?: number;
  cursor?: string;
};
interface Listing<Query> {
  query?: Query & PageQuery;
  signal?: AbortSignal;
}
interface Reading extends To {
  signal?: AbortSignal;
}
interface Erasing extends To {
  keepalive?: boolean;
}

export interface Person {
  id: string;
  name: string;
  avatarUrl: string | null;
  deactivated: boolean;
}
export interface ClientRef {
  id: string;
  name: string;
}

export type TicketStatus = 'open' | 'in_progress' | 'waiting' | 'resolved' | 'closed';
export type TicketPriority = 'low' | 'normal' | 'high' | 'urgent';
export interface Ticket {
  id: string;
  number: number;
  subject: string;
  description: string | null;
  status: TicketStatus;
  priority: TicketPriority;
  clientId: string | null;
  client: ClientRef | null;
  assigneeId: string | null;
  assignee: Person | null;
  scheduledStart: string | null;
  scheduledEnd: string | null;
  allDay: boolean;
  createdBy: Person | null;
  version: number;
  createdAt: string;
  updatedAt: string;
}
export interface TicketBody {
  subject?: string;
  description?: string | null;
  status?: TicketStatus;
  priority?: TicketPriority;
  clientId?: string | null;
  assigneeId?: string | null;
  scheduledStart?: string | null;
  scheduledEnd?: string | null;
  allDay?: boolean;
  version?: number;
}
export type TicketQuery = {
  search?: string;
  status?: TicketStatus[];
  priority?: TicketPriority[];
  clientId?: string;
  assigneeId?: string;
  unassigned?: boolean;
  from?: string;
  to?: string;
};
export interface TicketComment {
  id: string;
  body: string;
  author: Person;
  createdAt: string;
  editedAt: string | null;
}

export const listTickets = (options: Listing<TicketQuery> = {}) =>
  answer<Page<Ticket>>(client.get({ url: '/api/v1/tickets', ...data, ...options }));
export const getTicket = (options: Reading) =>
  answer<Ticket>(client.get({ url: '/api/v1/tickets/{id}', ...data, ...options }));
export const createTicket = (options: { body: TicketBody & { subject: string } }) =>
  answer<Ticket>(client.post({ url: '/api/v1/tickets', ...json, ...options }));
export const updateTicket = (options: To & { body: TicketBody }) =>
  answer<Ticket>(client.patch({ url: '/api/v1/tickets/{id}', ...json, ...options }));
export const deleteTicket = (options: Erasing) =>
  answer<unknown>(client.delete({ url: '/api/v1/tickets/{id}', ...data, ...options }));

export const listComments = (options: Reading & { query?: PageQuery }) =>
  answer<Page<TicketComment>>(client.get({ url: '/api/v1/tickets/{id}/comments', ...data, ...options }));
export const createComment = (options: To & { body: { body: string } }) =>
  answer<TicketComment>(client.post({ url: '/api/v1/tickets/{id}/comments', ...json, ...options }));
type ToComment = { path: { id: string; commentId: string } };
export const updateComment = (options: ToComment & { body: { body: string } }) =>
  answer<TicketComment>(client.patch({ url: '/api/v1/tickets/{id}/comments/{commentId}', ...json, ...options }));
export const deleteComment = (options: ToComment & { keepalive?: boolean }) =>
  answer<unknown>(client.delete({ url: '/api/v1/tickets/{id}/comments/{commentId}', ...data, ...options }));

export interface Client {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  notes: string | null;
  createdAt: string;
}
export interface ClientBody {
  name?: string;
  email?: string | null;
  phone?: string | null;
  notes?: string | null;
}
export const listClients = (options: Listing<{ search?: string }> = {}) =>
  answer<Page<Client>>(client.get({ url: '/api/v1/clients', ...data, ...options }));
export const getClient = (options: Reading) =>
  answer<Client>(client.get({ url: '/api/v1/clients/{id}', ...data, ...options }));
export const createClient = (options: { body: ClientBody & { name: string } }) =>
  answer<Client>(client.post({ url: '/api/v1/clients', ...json, ...options }));
export const updateClient = (options: To & { body: ClientBody }) =>
  answer<Client>(client.patch({ url: '/api/v1/clients/{id}', ...json, ...options }));
export const deleteClient = (options: To & { query?: { detach?: boolean } }) =>
  answer<unknown>(client.delete({ url: '/api/v1/clients/{id}', ...data, ...options }));

/** Revenue or an expense; `amount` in minor units. */
export interface MoneyEntry {
  id: string;
  description: string;
  amount: number;
  currency: string;
  date: string;
  clientId: string | null;
  client: ClientRef | null;
  ticketId: string | null;
  ticket: { id: string; number: number; subject: string } | null;
  category: string | null;
  version: number;
}
export interface MoneyBody {
  description?: string;
  amount?: number;
  currency?: string;
  date?: string;
  clientId?: string | null;
  ticketId?: string | null;
  category?: string | null;
  version?: number;
}
export type MoneyQuery = {
  search?: string;
  category?: string;
  clientId?: string;
  from?: string;
  to?: string;
};
/** Sums of one query: by month (`2026-11`) and category, in each currency. */
export interface MoneyTotals {
  items: { month: string; category: string | null; currency: string; amount: number; count: number }[];
}
const moneyRoutes = <Path extends 'revenue' | 'expenses'>(path: Path) => ({
  list: (options: Listing<MoneyQuery> = {}) =>
    answer<Page<MoneyEntry>>(client.get({ url: `/api/v1/${path}`, ...data, ...options })),
  totals: (options: { query?: { from?: string; to?: string }; signal?: AbortSignal } = {}) =>
    answer<MoneyTotals>(client.get({ url: `/api/v1/${path}/totals`, ...data, ...options })),
  create: (options: { body: MoneyBody }) =>
    answer<MoneyEntry>(client.post({ url: `/api/v1/${path}`, ...json, ...options })),
  update: (options: To & { body: MoneyBody }) =>
    answer<MoneyEntry>(client.patch({ url: `/api/v1/${path}/{id}`, ...json, ...options })),
  remove: (options: Erasing) => answer<unknown>(client.delete({ url: `/api/v1/${path}/{id}`, ...data, ...options })),
});
export const revenueRoutes = moneyRoutes('revenue');
export const expenseRoutes = moneyRoutes('expenses');

export type QuoteStatus = 'draft' | 'sent' | 'accepted' | 'declined';
export interface QuoteItem {
  description: string;
  quantity: number;
  unitPrice: number;
}
export interface Quote {
  id: string;
  number: number;
  clientId: string | null;
  client: ClientRef | null;
  clientName: string;
  title: string;
  items: (QuoteItem & { total: number })[];
  currency: string;
  status: QuoteStatus;
  validUntil: string | null;
  total: number;
  sentAt: string | null;
  decidedAt: string | null;
  version: number;
  createdAt: string;
}
export interface QuoteBody {
  clientId?: string;
  title?: string;
  items?: QuoteItem[];
  currency?: string;
  status?: QuoteStatus;
  validUntil?: string | null;
  version?: number;
}
export const listQuotes = (options: Listing<{ search?: string; status?: QuoteStatus[]; clientId?: string }> = {}) =>
  answer<Page<Quote>>(client.get({ url: '/api/v1/quotes', ...data, ...options }));
export const getQuote = (options: Reading) =>
  answer<Quote>(client.get({ url: '/api/v1/quotes/{id}', ...data, ...options }));
export const createQuote = (options: { body: QuoteBody }) =>
  answer<Quote>(client.post({ url: '/api/v1/quotes', ...json, ...options }));
export const updateQuote = (options: To & { body: QuoteBody }) =>
  answer<Quote>(client.patch({ url: '/api/v1/quotes/{id}', ...json, ...options }));
export const deleteQuote = (options: Erasing) =>
  answer<unknown>(client.delete({ url: '/api/v1/quotes/{id}', ...data, ...options }));

export interface Org {
  id: string;
  name: string;
  slug: string;
  plan: string;
  timeZone: string;
  currency: string;
}
export const getOrg = (options: { signal?: AbortSignal } = {}) =>
  answer<Org>(client.get({ url: '/api/v1/org', ...data, ...options }));
export const updateOrg = (options: { body: { name?: string; timeZone?: string; currency?: string } }) =>
  answer<Org>(client.patch({ url: '/api/v1/org', ...json, ...options }));

export const listAssignableUsers = (options: Listing<object> = {}) =>
  answer<Page<{ id: string; name: string; avatarUrl: string | null }>>(
    client.get({ url: '/api/v1/users/assignable', ...data, ...options }),
  );

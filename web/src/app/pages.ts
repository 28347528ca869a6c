import {
  Banknote,
  Building2,
  CalendarDays,
  Cog,
  FileText,
  Receipt,
  ScrollText,
  ShieldCheck,
  Ticket,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { ParseKeys } from 'i18next';
import type { Access } from './me';

/**
 * The one table of pages. Routes, sidebar, titles and who is let in derive from it: a new page is a new row here and
 * nothing else.
 *
 * - `access`: `public` (no session needed), `signed-in` (everybody's own), `system-admin`, or the permission of
 *   `me.permissions` that the page needs.
 * - `frame`: `card` is the narrow one of sign-in, `app` the one with the sidebar; `account` and `system` are the tabs of My
 *   Account and of System Admin.
 * - `nav`: the page stands in the sidebar, in the order of this table, for those who may see it; `label` where not as its title.
 * - `goKey`: G and this letter lead there (`?` lists them).
 * - `load`: each page is a chunk of its own.
 */
export interface PageRow {
  path: string;
  title: ParseKeys;
  access: 'public' | 'signed-in' | Access;
  frame: 'card' | 'app' | 'account' | 'system';
  goKey?: string;
  nav?: { section: 'work' | 'team' | 'platform'; icon: LucideIcon; label?: ParseKeys };
  load: () => Promise<ComponentType>;
}

export const pages: readonly PageRow[] = [
  {
    path: '/sign-in',
    title: 'signIn.title',
    access: 'public',
    frame: 'card',
    load: async () => (await import('../features/sign-in/sign-in-page')).SignInPage,
  },
  {
    path: '/sign-in/mfa',
    title: 'mfa.title',
    access: 'public',
    frame: 'card',
    load: async () => (await import('../features/sign-in/mfa-page')).MfaPage,
  },
  {
    path: '/sign-up',
    title: 'signUp.title',
    access: 'public',
    frame: 'card',
    load: async () => (await import('../features/sign-up/sign-up-page')).SignUpPage,
  },
  {
    path: '/link',
    title: 'link.pageTitle',
    access: 'public',
    frame: 'card',
    load: async () => (await import('../features/link/link-page')).LinkPage,
  },
  {
    path: '/tickets',
    title: 'tickets.title',
    access: 'tickets:read',
    frame: 'app',
    goKey: 't',
    nav: { section: 'work', icon: Ticket },
    load: async () => (await import('../features/tickets/tickets-page')).TicketsPage,
  },
  {
    path: '/tickets/:id',
    title: 'tickets.title',
    access: 'tickets:read',
    frame: 'app',
    load: async () => (await import('../features/tickets/ticket-page')).TicketPage,
  },
  {
    path: '/schedule',
    title: 'schedule.title',
    access: 'tickets:read',
    frame: 'app',
    goKey: 's',
    nav: { section: 'work', icon: CalendarDays },
    load: async () => (await import('../features/schedule/schedule-page')).SchedulePage,
  },
  {
    path: '/clients',
    title: 'clients.title',
    access: 'clients:read',
    frame: 'app',
    goKey: 'c',
    nav: { section: 'work', icon: Building2 },
    load: async () => (await import('../features/clients/clients-page')).ClientsPage,
  },
  {
    path: '/quotes',
    title: 'quotes.title',
    access: 'quotes:read',
    frame: 'app',
    goKey: 'q',
    nav: { section: 'work', icon: FileText },
    load: async () => (await import('../features/quotes/quotes-page')).QuotesPage,
  },
  {
    path: '/quotes/:id',
    title: 'quotes.title',
    access: 'quotes:read',
    frame: 'app',
    load: async () => (await import('../features/quotes/quote-page')).QuotePage,
  },
  {
    path: '/revenue',
    title: 'money.revenue.title',
    access: 'revenue:read',
    frame: 'app',
    goKey: 'r',
    nav: { section: 'work', icon: Banknote },
    load: async () => (await import('../features/money/revenue-page')).RevenuePage,
  },
  {
    path: '/expenses',
    title: 'money.expenses.title',
    access: 'expenses:read',
    frame: 'app',
    goKey: 'e',
    nav: { section: 'work', icon: Receipt },
    load: async () => (await import('../features/money/expenses-page')).ExpensesPage,
  },
  {
    path: '/users',
    title: 'users.title',
    access: 'users:manage',
    frame: 'app',
    goKey: 'u',
    nav: { section: 'team', icon: Users },
    load: async () => (await import('../features/users/users-page')).UsersPage,
  },
  {
    path: '/settings',
    title: 'settings.title',
    access: 'org:read',
    frame: 'app',
    goKey: 'o',
    nav: { section: 'team', icon: Cog },
    load: async () => (await import('../features/settings/settings-page')).SettingsPage,
  },
  {
    path: '/audit-log',
    title: 'auditLog.title',
    access: 'audit:read',
    frame: 'app',
    goKey: 'l',
    nav: { section: 'team', icon: ScrollText },
    load: async () => (await import('../features/audit-log/audit-log-page')).AuditLogPage,
  },
  {
    path: '/account',
    title: 'account.profile.title',
    access: 'signed-in',
    frame: 'account',
    goKey: 'a',
    load: async () => (await import('../features/account/profile-page')).ProfilePage,
  },
  {
    path: '/account/security',
    title: 'account.security.title',
    access: 'signed-in',
    frame: 'account',
    load: async () => (await import('../features/account/security-page')).SecurityPage,
  },
  {
    path: '/account/calendars',
    title: 'calendars.title',
    access: 'signed-in',
    frame: 'account',
    load: async () => (await import('../features/calendars/calendars-page')).CalendarsPage,
  },
  {
    path: '/account/setup-guide',
    title: 'setup.title',
    access: 'signed-in',
    frame: 'account',
    load: async () => (await import('../features/setup-guide/setup-guide-page')).SetupGuidePage,
  },
  {
    path: '/system-admin',
    title: 'systemAdmin.orgs.title',
    access: 'system-admin',
    frame: 'system',
    goKey: 'p',
    nav: { section: 'platform', icon: ShieldCheck, label: 'systemAdmin.title' },
    load: async () => (await import('../features/system-admin/organizations/organizations-page')).OrganizationsPage,
  },
  {
    path: '/system-admin/orgs/:id',
    title: 'systemAdmin.title',
    access: 'system-admin',
    frame: 'app',
    load: async () => (await import('../features/system-admin/organizations/org-page')).OrgPage,
  },
  {
    path: '/system-admin/users',
    title: 'users.title',
    access: 'system-admin',
    frame: 'system',
    load: async () => (await import('../features/system-admin/people/all-users-page')).AllUsersPage,
  },
  {
    path: '/system-admin/queues',
    title: 'systemAdmin.queues.title',
    access: 'system-admin',
    frame: 'system',
    load: async () => (await import('../features/system-admin/queues/queues-page')).QueuesPage,
  },
  {
    path: '/system-admin/audit-log',
    title: 'auditLog.title',
    access: 'system-admin',
    frame: 'system',
    load: async () => (await import('../features/system-admin/audit/system-audit-page')).SystemAuditPage,
  },
];

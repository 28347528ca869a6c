import { useMantineColorScheme } from '@mantine/core';
import {
  Keyboard,
  LogOut,
  type LucideIcon,
  Moon,
  Plus,
  Search,
  ShieldCheck,
  Sun,
  UserPlus,
  UserRound,
} from 'lucide-react';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { leaveSession } from '../leave-session';
import { type Access, may, useMe } from '../me';
import { pagesOf } from '../navigation';
import type { Overlay } from './use-shortcuts';

export interface Command {
  id: string;
  label: string;
  icon: LucideIcon;
  keys?: readonly string[];
  run: () => void;
}

/** What one makes, where, and who may. */
const makes: readonly { title: ParseKeys; access: Access; icon: LucideIcon; path: string }[] = [
  { title: 'tickets.new', access: 'tickets:create', icon: Plus, path: '/tickets?new=1' },
  { title: 'clients.new', access: 'clients:create', icon: Plus, path: '/clients?new=1' },
  { title: 'quotes.new', access: 'quotes:create', icon: Plus, path: '/quotes/new' },
  { title: 'money.revenue.new', access: 'revenue:create', icon: Plus, path: '/revenue?new=1' },
  { title: 'money.expenses.new', access: 'expenses:create', icon: Plus, path: '/expenses?new=1' },
  { title: 'users.invite', access: 'users:manage', icon: UserPlus, path: '/users?new=1' },
];

/** The lists whose address takes `?search=`. */
const searchable = ['/tickets', '/clients', '/quotes', '/revenue', '/expenses', '/users'];

/** Lower case, without accents, so that "uber" finds "Über". */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** All that this person may do from anywhere and that fits what was typed; then the lists that can be searched for it. */
export function useCommands(typed: string, open: (overlay: Overlay) => void): Command[] {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const go = (path: string) => () => void navigate(path);

  const visible = pagesOf(me);
  const all: Command[] = [
    ...visible.map((page) => ({
      id: page.path,
      // Some names stand in an organization and in System Admin.
      label: page.frame === 'system' ? `${t('systemAdmin.title')}: ${t(page.title)}` : t(page.title),
      icon: page.nav?.icon ?? (page.frame === 'system' ? ShieldCheck : UserRound),
      ...(page.goKey ? { keys: ['G', page.goKey.toUpperCase()] } : {}),
      run: go(page.path),
    })),
    ...makes
      .filter(({ access }) => may(me, access))
      .map(({ title, icon, path }) => ({ id: path, label: t(title), icon, run: go(path) })),
    { id: 'shortcuts', label: t('palette.shortcuts'), icon: Keyboard, keys: ['?'], run: () => open('shortcuts') },
    { id: 'light', label: t('palette.light'), icon: Sun, run: () => setColorScheme('light') },
    { id: 'dark', label: t('palette.dark'), icon: Moon, run: () => setColorScheme('dark') },
    { id: 'signOut', label: t('frame.signOut'), icon: LogOut, run: () => void leaveSession() },
  ];
  const words = plain(typed).split(/\s+/);
  const fitting = all.filter(({ label }) => words.every((word) => plain(label).includes(word)));
  const query = typed.trim();
  if (!query) return fitting;
  return [
    ...fitting,
    ...visible
      .filter((page) => searchable.includes(page.path))
      .map((page) => ({
        id: `search ${page.path}`,
        label: t('palette.searchIn', { query, page: t(page.title) }),
        icon: Search,
        run: go(`${page.path}?${new URLSearchParams({ search: query }).toString()}`),
      })),
  ];
}

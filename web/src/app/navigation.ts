import type { Me } from '../api/client';
import { may } from './me';
import { pages, type PageRow } from './pages';

export type NavItem = PageRow & { nav: NonNullable<PageRow['nav']> };

export function isVisible(page: PageRow, me: Me): boolean {
  return page.access === 'public' || page.access === 'signed-in' || may(me, page.access);
}

/** The sidebar's items for this person, from top to bottom. */
export function navItems(me: Me): NavItem[] {
  return pages.filter((page): page is NavItem => page.nav !== undefined && isVisible(page, me));
}

/** The pages that one can go to by name: those without a part of the address to fill in. */
export function pagesOf(me: Me): PageRow[] {
  return pages.filter((page) => page.frame !== 'card' && !page.path.includes(':') && isVisible(page, me));
}

/** Those that G and a letter lead to. */
export function pagesWithKey(me: Me): (PageRow & { goKey: string })[] {
  return pagesOf(me).filter((page): page is PageRow & { goKey: string } => page.goKey !== undefined);
}

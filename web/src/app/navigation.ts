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

import type { Me } from '../api/client';
import { may } from './me';
import { pages, type PageRow } from './pages';

export type NavItem = PageRow & { nav: NonNullable<PageRow['nav']> };

/** The sidebar from top to bottom, whatever the order of the table of pages; what is not named here comes last. */
const order = [
  '/tickets',
  '/schedule',
  '/clients',
  '/quotes',
  '/revenue',
  '/expenses',
  '/users',
  '/settings',
  '/audit-log',
  '/system-admin',
];

function placeOf(page: PageRow): number {
  const place = order.indexOf(page.path);
  return place < 0 ? order.length : place;
}

export function isVisible(page: PageRow, me: Me): boolean {
  return page.access === 'public' || page.access === 'signed-in' || may(me, page.access);
}

/** The sidebar's items for this person. */
export function navItems(me: Me): NavItem[] {
  return pages
    .filter((page): page is NavItem => page.nav !== undefined && isVisible(page, me))
    .toSorted((one, other) => placeOf(one) - placeOf(other));
}

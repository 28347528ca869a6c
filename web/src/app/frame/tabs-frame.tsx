import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import { pages, type PageRow } from '../pages';
import classes from './tabs-frame.module.css';

const titles = { account: 'account.title', system: 'systemAdmin.title' } as const;

/** One heading, and a tab per page of the table that has this frame. */
export function TabsFrame({ frame }: { frame: PageRow['frame'] & keyof typeof titles }) {
  const { t } = useTranslation();
  const title = t(titles[frame]);
  return (
    <div className={classes.page} data-frame={frame}>
      <h1 className={classes.title}>{title}</h1>
      <nav className={classes.tabs} aria-label={title}>
        {pages
          .filter((page) => page.frame === frame)
          .map((page) => (
            <NavLink key={page.path} to={page.path} end className={classes.tab}>
              {t(page.title)}
            </NavLink>
          ))}
      </nav>
      <Outlet />
    </div>
  );
}

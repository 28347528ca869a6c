import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import { pages } from '../pages';
import classes from './account-frame.module.css';

const tabs = pages.filter((page) => page.frame === 'account');

/** My Account: one heading, a tab per page of the table whose frame is `account`. */
export function AccountFrame() {
  const { t } = useTranslation();
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>{t('account.title')}</h1>
      <nav className={classes.tabs} aria-label={t('account.title')}>
        {tabs.map((page) => (
          <NavLink key={page.path} to={page.path} end className={classes.tab}>
            {t(page.title)}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </div>
  );
}

import { Outlet } from 'react-router';
import { OfflineNote } from './offline-note';
import { LanguageLinks } from './language-links';
import { Logo } from './logo';
import classes from './card-frame.module.css';

/** The narrow card of everything before sign-in, under the logo. */
export function CardFrame() {
  return (
    <div className={classes.page}>
      <OfflineNote />
      <main className={classes.column}>
        <div className={classes.brand}>
          <Logo />
          <span>Muster</span>
        </div>
        <div className={classes.card}>
          <Outlet />
        </div>
        <div className={classes.languages}>
          <LanguageLinks />
        </div>
      </main>
    </div>
  );
}

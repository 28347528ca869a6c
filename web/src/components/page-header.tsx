import type { ReactNode } from 'react';
import classes from './page-header.module.css';

/** Title, count, and the page's one primary action at the right. */
export function PageHeader(props: { title: string; count?: string | null; action?: ReactNode; about?: string }) {
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <h1 className={classes.title}>{props.title}</h1>
        {props.count ? <span className={classes.count}>{props.count}</span> : null}
      </div>
      {props.action}
      {props.about ? <p className={classes.about}>{props.about}</p> : null}
    </header>
  );
}

import type { ReactNode } from 'react';
import classes from './page-header.module.css';

/** Title, count, and the page's one primary action at the right. */
export function PageHeader(props: {
  title: string;
  count?: string | null;
  action?: ReactNode;
  about?: string;
  /** 2 below a heading that several pages share. */
  level?: 1 | 2;
}) {
  const Title = props.level === 2 ? 'h2' : 'h1';
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <Title className={classes.title}>{props.title}</Title>
        {props.count ? <span className={classes.count}>{props.count}</span> : null}
      </div>
      {props.action}
      {props.about ? <p className={classes.about}>{props.about}</p> : null}
    </header>
  );
}

import type { ReactNode } from 'react';
import classes from './message-page.module.css';

/** A page that has nothing to show but a reason and a way on. `whole` where there is no frame around it. */
export function MessagePage(props: { title: string; text: string; children?: ReactNode; whole?: boolean }) {
  const message = (
    <div className={classes.message}>
      <h1 className={classes.title}>{props.title}</h1>
      <p className={classes.text}>{props.text}</p>
      {props.children ? <div className={classes.actions}>{props.children}</div> : null}
    </div>
  );
  return props.whole ? <main className={classes.whole}>{message}</main> : message;
}

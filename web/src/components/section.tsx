import type { ReactNode } from 'react';
import classes from './section.module.css';

/** A part of a page of forms, under a heading of its own. */
export function Section(props: { title: string; about?: string; children: ReactNode; action?: ReactNode }) {
  return (
    <section className={classes.section}>
      <div className={classes.head}>
        <div>
          <h2 className={classes.title}>{props.title}</h2>
          {props.about ? <p className={classes.about}>{props.about}</p> : null}
        </div>
        {props.action}
      </div>
      {props.children}
    </section>
  );
}

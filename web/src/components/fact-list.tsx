import type { ReactNode } from 'react';
import classes from './fact-list.module.css';

/** What is known of one thing, a line each: a `div` with its `dt` and `dd`. */
export function FactList({ children }: { children: ReactNode }) {
  return <dl className={classes.facts}>{children}</dl>;
}

import type { ReactNode } from 'react';
import classes from './cut.module.css';

/** A text on one line, cut off where there is no room, and whole on hover; a dash where there is none. */
export function Cut({ text, dim, children }: { text: string | null; dim?: boolean; children?: ReactNode }) {
  if (!text) return <span className={classes.dim}>–</span>;
  return (
    <span className={dim ? `${classes.cut} ${classes.dim}` : classes.cut} title={text}>
      {text}
      {children}
    </span>
  );
}

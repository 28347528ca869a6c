import type { ReactNode } from 'react';
import classes from './status-dot.module.css';

export type StatusTone = 'ok' | 'waiting' | 'accent' | 'attention' | 'danger' | 'off';

/** A state as a dot and its word, never as colour alone. */
export function StatusDot({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  return (
    <span className={classes.status} data-tone={tone}>
      <span className={classes.dot} aria-hidden="true" />
      {children}
    </span>
  );
}

import { Loader } from '@mantine/core';
import classes from './row-action.module.css';

/**
 * One thing that can be done to a row of a table: quiet until somebody points at it. A plain button, as a list has some
 * hundreds of them.
 */
export function RowAction({ label, onClick, busy = false }: { label: string; onClick: () => void; busy?: boolean }) {
  return (
    <button type="button" className={classes.action} disabled={busy} data-busy={busy || undefined} onClick={onClick}>
      {label}
      {busy ? <Loader size={14} className={classes.loader} /> : null}
    </button>
  );
}

import { Button } from '@mantine/core';
import classes from './row-action.module.css';

/** One thing that can be done to a row of a table: quiet until somebody points at it. */
export function RowAction({ label, onClick, busy = false }: { label: string; onClick: () => void; busy?: boolean }) {
  return (
    <Button variant="subtle" size="compact-xs" className={classes.action} loading={busy} onClick={onClick}>
      {label}
    </Button>
  );
}

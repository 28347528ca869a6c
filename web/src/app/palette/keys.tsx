import { Kbd } from '@mantine/core';
import classes from './palette.module.css';

/** Keys, pressed together or one after the other. */
export function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <span className={classes.keys}>
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  );
}

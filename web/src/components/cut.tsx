import classes from './cut.module.css';

/** A text on one line, cut off where there is no room, and whole on hover; a dash where there is none. */
export function Cut({ text, dim }: { text: string | null; dim?: boolean }) {
  if (!text) return <span className={classes.dim}>–</span>;
  return (
    <span className={dim ? `${classes.cut} ${classes.dim}` : classes.cut} title={text}>
      {text}
    </span>
  );
}

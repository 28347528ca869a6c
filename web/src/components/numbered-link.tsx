import { Link } from 'react-router';
import { Cut } from './cut';
import classes from './numbered-link.module.css';

/** In a table: what has a number in its organization, and a title. */
export function NumberedLink({ to, number, title }: { to: string; number: number; title: string }) {
  return (
    <Link to={to} className={classes.link}>
      <span className={classes.number}>#{number}</span>
      <Cut text={title} />
    </Link>
  );
}

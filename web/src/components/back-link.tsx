import { ArrowLeft } from 'lucide-react';
import { Link } from 'react-router';
import classes from './back-link.module.css';

/** Above a page's title: the list that it belongs to. */
export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className={classes.back}>
      <ArrowLeft size={14} aria-hidden="true" />
      {children}
    </Link>
  );
}

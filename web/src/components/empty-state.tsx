import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** What belongs here, and how to get the first one. */
export function EmptyState(props: { icon?: LucideIcon; title: string; text?: string; action?: ReactNode }) {
  const Icon = props.icon;
  return (
    <div className={classes.empty}>
      {Icon ? <Icon size={24} strokeWidth={1.5} aria-hidden="true" /> : null}
      <p className={classes.title}>{props.title}</p>
      {props.text ? <p className={classes.text}>{props.text}</p> : null}
      {props.action ? <div className={classes.action}>{props.action}</div> : null}
    </div>
  );
}

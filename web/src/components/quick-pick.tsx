import { ChevronDown } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import classes from './quick-pick.module.css';

const loadMenu = () => import('./quick-pick-menu');
const QuickPickMenu = lazy(async () => ({ default: (await loadMenu()).QuickPickMenu }));

export interface PickOption {
  value: string;
  label: string;
  /** Before the label: a dot, an avatar. */
  mark?: ReactNode;
  pick: () => void;
}

export interface QuickPickProps {
  /** What is picked, and of what: "Status of #12". */
  label: string;
  value: string;
  /** What there is to pick: a hook, called by the menu alone, so that a row costs nothing of it until somebody opens it. */
  useOptions: () => ReadonlyArray<PickOption>;
  /** What stands in the button. */
  children: ReactNode;
  /** Reads only: nothing to press. */
  fixed?: boolean;
}

/**
 * A value that changes with a click and a choice. A plain button until it is first pressed: a list of fifty rows with a
 * hundred of them stays quick.
 */
export function QuickPick(props: QuickPickProps) {
  const [used, setUsed] = useState(false);
  const target = useRef<HTMLButtonElement>(null);
  if (props.fixed) return <span className={classes.fixed}>{props.children}</span>;
  const button = (
    <button
      type="button"
      ref={target}
      className={classes.button}
      aria-haspopup="menu"
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={used ? undefined : () => setUsed(true)}
    >
      <span className={classes.label}>{props.label}:</span>
      {props.children}
      <ChevronDown size={14} aria-hidden="true" className={classes.chevron} />
    </button>
  );
  if (!used) return button;
  return (
    <Suspense fallback={button}>
      <QuickPickMenu
        value={props.value}
        useOptions={props.useOptions}
        target={button}
        // The button that had the focus went when the menu came.
        onClose={() => requestAnimationFrame(() => target.current?.focus())}
      />
    </Suspense>
  );
}

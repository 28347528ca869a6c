import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import classes from './quick-pick.module.css';

const loadMenu = () => import('./quick-pick-menu');
const QuickPickMenu = lazy(async () => ({ default: (await loadMenu()).QuickPickMenu }));

export interface PickOption<Value extends string> {
  value: Value;
  label: string;
  /** Before the label: a dot, an avatar. */
  mark?: ReactNode;
}

export interface QuickPickProps<Value extends string> {
  /** What is picked, and of what: "Status of #12". */
  label: string;
  value: Value;
  options: ReadonlyArray<PickOption<Value>>;
  /** What stands in the button. */
  children: ReactNode;
  onPick: (value: Value) => void;
  /** Reads only: nothing to press. */
  fixed?: boolean;
}

/**
 * A value that changes with a click and a choice. A plain button until it is first pressed: a list of fifty rows with a
 * hundred of them stays quick.
 */
export function QuickPick<Value extends string>(props: QuickPickProps<Value>) {
  const [used, setUsed] = useState(false);
  const target = useRef<HTMLButtonElement>(null);
  if (props.fixed) return <span className={classes.fixed}>{props.children}</span>;
  const button = (
    <UnstyledButton
      ref={target}
      className={classes.button}
      aria-haspopup="menu"
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={used ? undefined : () => setUsed(true)}
    >
      <VisuallyHidden>{props.label}:</VisuallyHidden>
      {props.children}
      <ChevronDown size={14} aria-hidden="true" className={classes.chevron} />
    </UnstyledButton>
  );
  if (!used) return button;
  return (
    <Suspense fallback={button}>
      <QuickPickMenu
        value={props.value}
        options={props.options}
        onPick={(value) => {
          const option = props.options.find((one) => one.value === value);
          if (option && option.value !== props.value) props.onPick(option.value);
        }}
        target={button}
        // The button that had the focus went when the menu came.
        onClose={() => requestAnimationFrame(() => target.current?.focus())}
      />
    </Suspense>
  );
}

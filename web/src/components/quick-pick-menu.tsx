import { Menu } from '@mantine/core';
import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import type { PickOption } from './quick-pick';
import classes from './quick-pick.module.css';

// Within the landmark, but outside of the table, whose cells cut off what sticks out.
const inMain = { target: '#main' };

/** The choices of a `QuickPick`, open at once. */
export function QuickPickMenu(props: {
  value: string;
  options: ReadonlyArray<PickOption<string>>;
  onPick: (value: string) => void;
  target: ReactElement;
}) {
  return (
    <Menu position="bottom-start" defaultOpened withInitialFocusPlaceholder={false} portalProps={inMain}>
      <Menu.Target>{props.target}</Menu.Target>
      <Menu.Dropdown className={classes.dropdown}>
        {props.options.map((option) => (
          <Menu.Item
            key={option.value}
            role="menuitemradio"
            aria-checked={option.value === props.value}
            leftSection={option.mark}
            rightSection={option.value === props.value ? <Check size={14} aria-hidden="true" /> : null}
            onClick={() => props.onPick(option.value)}
          >
            {option.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

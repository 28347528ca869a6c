import { Menu } from '@mantine/core';
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
  onClose: () => void;
}) {
  return (
    <Menu
      position="bottom-start"
      defaultOpened
      onClose={props.onClose}
      withInitialFocusPlaceholder={false}
      portalProps={inMain}
    >
      <Menu.Target>{props.target}</Menu.Target>
      <Menu.Dropdown className={classes.dropdown}>
        <Menu.RadioGroup value={props.value} onChange={props.onPick}>
          {props.options.map((option) => (
            <Menu.RadioItem key={option.value} value={option.value} closeMenuOnClick>
              <span className={classes.option}>
                {option.mark}
                {option.label}
              </span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

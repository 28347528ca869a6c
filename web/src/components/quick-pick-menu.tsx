import { Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import type { QuickPickProps } from './quick-pick';
import classes from './quick-pick.module.css';

// Within the landmark, but outside of the table, whose cells cut off what sticks out.
const inMain = { target: '#main' };

/** The choices of a `QuickPick`, open at once. */
export function QuickPickMenu(
  props: Pick<QuickPickProps, 'value' | 'useOptions'> & { target: ReactElement; onClose: () => void },
) {
  const options = props.useOptions();
  const pick = (value: string) => {
    if (value !== props.value) options.find((option) => option.value === value)?.pick();
  };
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
        <Menu.RadioGroup value={props.value} onChange={pick}>
          {options.map((option) => (
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

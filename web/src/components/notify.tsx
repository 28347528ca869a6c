import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { i18next } from '../app/i18n';
import classes from './notify.module.css';

/** How long a way back stands there, milliseconds; longer while someone points at it or has the focus in it. */
const undoTime = 10_000;

interface Undo {
  label: string;
  run: () => void;
  /** Called once the way back is no more, used or not. */
  gone?: () => void;
}

/** A short word at the edge of the page; with `undo`, a way back for as long as it stands there. */
export function notify(message: string, undo?: Undo): void {
  const closeButtonProps = { 'aria-label': i18next.t('common.close') };
  if (!undo) {
    notifications.show({ withBorder: true, closeButtonProps, message });
    return;
  }
  const row = (
    <span
      className={classes.row}
      onFocus={() => notifications.update({ id, message: row, autoClose: false })}
      onBlur={() => notifications.update({ id, message: row, autoClose: undoTime })}
    >
      <span>{message}</span>
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => {
          undo.run();
          notifications.hide(id);
        }}
      >
        {undo.label}
      </Button>
    </span>
  );
  const id = notifications.show({
    withBorder: true,
    closeButtonProps,
    message: row,
    autoClose: undoTime,
    ...(undo.gone ? { onClose: undo.gone } : {}),
  });
}

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { i18next } from '../app/i18n';
import classes from './notify.module.css';

/** How long a way back stands there, milliseconds. */
export const undoTime = 10_000;

/** A short word at the edge of the page; with `undo`, a way back for as long as it stands there. */
export function notify(message: string, undo?: { label: string; run: () => void }): void {
  const id = notifications.show({
    withBorder: true,
    closeButtonProps: { 'aria-label': i18next.t('common.close') },
    message: undo ? (
      <span className={classes.row}>
        <span>{message}</span>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            notifications.hide(id);
            undo.run();
          }}
        >
          {undo.label}
        </Button>
      </span>
    ) : (
      message
    ),
    ...(undo ? { autoClose: undoTime } : {}),
  });
}

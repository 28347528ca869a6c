import { Button, Modal } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';
import { ProblemNote } from './problem-note';
import { useTopmost } from './use-topmost';
import { useFocusBack } from './use-focus-back';
import classes from './form-dialog.module.css';

interface FormDialogProps {
  title: string;
  onClose: () => void;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  submit: string;
  /** "Cancel", unless there is nothing to cancel any more. */
  cancel?: string | undefined;
  /** False where there is no way back. */
  withCancel?: boolean;
  /** Instead of closing. */
  onCancel?: (() => void) | undefined;
  canSubmit?: boolean;
  busy: boolean;
  /** Something was typed: a click beside the dialog does not throw it away (Esc and Cancel still do). */
  dirty: boolean;
  problem?: Problem | null;
  /** What it asks for now, where that changes while it is open: then the focus goes to the new field, or to the verb. */
  step?: string;
  danger?: boolean;
  children: ReactNode;
}

/**
 * One question in a dialog: fields, what went wrong, Cancel and the verb. Mounted while it is asked, and no longer.
 */
export function FormDialog(props: FormDialogProps) {
  const { t } = useTranslation();
  const topmost = useTopmost();
  useFocusBack();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (props.step) form.current?.querySelector<HTMLElement>('[data-autofocus], [type="submit"]')?.focus();
  }, [props.step]);
  return (
    <Modal
      opened
      inert={!topmost}
      onClose={() => topmost && props.onClose()}
      title={props.title}
      withCloseButton={props.withCancel !== false}
      closeOnClickOutside={!props.dirty && !props.busy}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ title: classes.title }}
    >
      <form ref={form} onSubmit={props.onSubmit} noValidate className={classes.form}>
        <ProblemNote problem={props.problem} />
        {props.children}
        <div className={classes.actions}>
          {props.withCancel === false ? null : (
            <Button variant="default" onClick={props.onCancel ?? props.onClose}>
              {props.cancel ?? t('common.cancel')}
            </Button>
          )}
          <Button
            type="submit"
            loading={props.busy}
            disabled={props.canSubmit === false}
            color={props.danger ? 'red' : undefined}
          >
            {props.submit}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

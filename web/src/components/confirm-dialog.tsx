import type { ReactNode } from 'react';
import type { Problem } from '../api/problem';
import { FormDialog } from './form-dialog';

/**
 * Asks before what cannot be undone; everything else is done at once and offers Undo (`notify`). The title is the question,
 * the children say what goes and what stays, the button is the verb.
 */
export function ConfirmDialog(props: {
  title: string;
  confirm: string;
  onConfirm: () => void;
  onClose: () => void;
  busy: boolean;
  problem?: Problem | null;
  /** False for a question whose answer destroys nothing. */
  danger?: boolean;
  children: ReactNode;
}) {
  return (
    <FormDialog
      onClose={props.onClose}
      title={props.title}
      submit={props.confirm}
      busy={props.busy}
      dirty={false}
      danger={props.danger ?? true}
      problem={props.problem ?? null}
      onSubmit={(event) => {
        event.preventDefault();
        props.onConfirm();
      }}
    >
      {props.children}
    </FormDialog>
  );
}

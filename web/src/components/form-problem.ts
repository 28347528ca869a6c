import type { UseFormReturnType } from '@mantine/form';
import type { Problem } from '../api/problem';

/** The first field on the page that is marked as wrong; after React has drawn the error, so that a screen reader reads both. */
function focusFirstInvalid<Values extends Record<string, unknown>>(form: UseFormReturnType<Values>): void {
  requestAnimationFrame(() => {
    const field = Object.keys(form.getValues()).find((path) => form.getInputNode(path));
    const whole = field === undefined ? null : form.getInputNode(field)?.closest('form');
    whole?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
}

/** For `form.onSubmit`'s second argument: the first field with an error gets the focus. */
export function focusFirstError<Values extends Record<string, unknown>>(form: UseFormReturnType<Values>) {
  return (): void => focusFirstInvalid(form);
}

/**
 * Puts what the server refused beside the fields: its `errors[].path`, and for codes that concern one field, the field
 * that `fieldOf` names for the code. `pathOf` names the field of a path that the form calls otherwise.
 *
 * @returns whether everything found its field; if not, show the problem as a note too.
 */
export function placeProblem<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  problem: Problem,
  text: (problem: Problem) => string,
  fieldOf: Partial<Record<string, keyof Values & string>> = {},
  pathOf: Partial<Record<string, keyof Values & string>> = {},
): boolean {
  const field = fieldOf[problem.code];
  const errors = field
    ? [{ path: field, message: text(problem) }]
    : problem.errors.map((error) => ({ ...error, path: pathOf[error.path] ?? error.path }));
  const known = errors.filter((error) => error.path in form.getValues());
  for (const error of known) form.setFieldError(error.path, error.message);
  if (known.length > 0) focusFirstInvalid(form);
  return errors.length > 0 && known.length === errors.length;
}

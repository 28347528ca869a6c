import type { UseFormReturnType } from '@mantine/form';
import type { Problem } from '../api/problem';

function focusOn(form: { getInputNode: (path: string) => HTMLElement | null }, path: string): void {
  // After React has drawn the error, so that a screen reader reads both.
  requestAnimationFrame(() => form.getInputNode(path)?.focus());
}

/** For `form.onSubmit`'s second argument: the first field with an error gets the focus. */
export function focusFirstError<Values extends Record<string, unknown>>(form: UseFormReturnType<Values>) {
  return (errors: Record<string, unknown>): void => {
    const first = Object.keys(form.getValues()).find((path) => errors[path]);
    if (first) focusOn(form, first);
  };
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
  const first = known[0];
  if (first) focusOn(form, first.path);
  return errors.length > 0 && known.length === errors.length;
}

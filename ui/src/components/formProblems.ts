/**
 * Why: the hub checks every field anyway, so its words go to the field they are about. For an answer's handler
 * (`onError`), never while drawing: there is `useFormProblems`. Returns what is left for a `ProblemAlert`: null when every
 * problem found its field.
 */
import { ApiProblem } from '../api/client';

export interface Form {
  readonly values: object;
  setErrors: (errors: Record<string, string>) => void;
}

export function showInForm(form: Form, error: unknown): unknown {
  if (!(error instanceof ApiProblem)) return error;
  const own = error.fields.filter(({ field }) => field in form.values);
  if (own.length > 0) form.setErrors(Object.fromEntries(own.map(({ field, message }) => [field, message])));
  return leftOver(form, error);
}

/** What no field of the form can show. */
export function leftOver({ values }: Form, error: unknown): unknown {
  if (!(error instanceof ApiProblem) || error.fields.length === 0) return error;
  return error.fields.every(({ field }) => field in values) ? null : error;
}

/**
 * Why: the hub checks every field anyway, so its words go to the field they are about. `show` returns what is left
 * for a `ProblemAlert`: null when every problem found its field.
 */
import { ApiProblem } from '../api/client';

interface Form {
  readonly values: object;
  setErrors: (errors: Record<string, string>) => void;
}

export function showInForm(form: Form, error: unknown): unknown {
  if (!(error instanceof ApiProblem) || error.fields.length === 0) return error;
  const own = error.fields.filter(({ field }) => field in form.values);
  form.setErrors(Object.fromEntries(own.map(({ field, message }) => [field, message])));
  return own.length === error.fields.length ? null : error;
}

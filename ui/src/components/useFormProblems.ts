/**
 * Why: the hub checks every field anyway, so its words go to the field they are about. What is left comes back for a
 * `ProblemAlert`: null when there is no error, or every problem found its field.
 */
import { useEffect } from 'react';
import { ApiProblem } from '../api/client';

interface Form {
  readonly values: object;
  setErrors: (errors: Record<string, string>) => void;
}

export function useFormProblems({ values, setErrors }: Form, error: unknown): unknown {
  const known = Object.keys(values);
  useEffect(() => {
    if (!(error instanceof ApiProblem)) return;
    const own = error.fields.filter(({ field }) => field in values);
    if (own.length > 0) setErrors(Object.fromEntries(own.map(({ field, message }) => [field, message])));
    // Once for each answer of the hub: what is typed afterwards takes the words away.
  }, [error]);
  if (!(error instanceof ApiProblem) || error.fields.length === 0) return error;
  return error.fields.every(({ field }) => known.includes(field)) ? null : error;
}

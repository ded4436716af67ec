/** `showInForm` for the error of a mutation: the words reach their fields once for each answer; what is typed afterwards takes them away. */
import { useEffect } from 'react';
import { leftOver, showInForm, type Form } from './formProblems';

export function useFormProblems(form: Form, error: unknown): unknown {
  useEffect(() => {
    showInForm(form, error);
    // The form is another object at each drawing; only a new answer counts.
  }, [error]);
  return leftOver(form, error);
}

/** A template by the name it has for people, from the reference that a display or screen keeps. */
import { useTemplateName } from './useTemplates';

export function TemplateName({ reference }: { readonly reference: string }) {
  return useTemplateName()(reference);
}

/** A template by the name it has for people; one that is newer than this page by its own. */
import type { TFunction } from 'i18next';
import { TEMPLATES } from '../../components/TemplateChoice';

export function templateName(t: TFunction<'displays'>, template: string): string {
  const known = TEMPLATES.find((each) => each === template);
  return known === undefined ? template : t(`template.${known}`);
}

/** Which templates a display can be given, and what each is called; asked once for all who want to know. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { publishedQuery, startersQuery, type Starter, type TemplateRow } from '../api/templates';

/** Those that have words of their own; the hub says which others there are. */
const TEMPLATES = ['standard', 'spotlight', 'wall'] as const;
type Known = (typeof TEMPLATES)[number];

export function known(name: string): Known | undefined { return TEMPLATES.find((each) => each === name); }

export interface Choosable {
  /** As a display names it: a starter's name, or an own one's number. */
  readonly reference: string;
  readonly name: string;
}

/** Every template that a display can be given, ours first; and `also`, which one has already, whatever became of it. */
export function useTemplates(also?: string): { readonly choices: readonly Choosable[]; readonly starters: readonly Starter[]; readonly own: readonly TemplateRow[] } {
  const { t } = useTranslation('displays');
  const starters = useQuery({ ...startersQuery, throwOnError: false }).data ?? [];
  const own = useQuery({ ...publishedQuery, throwOnError: false }).data ?? [];
  const others = starters.filter(({ name }) => known(name) === undefined).map(({ name, title }) => ({ reference: name, name: title }));
  const all = [...TEMPLATES.map((name) => ({ reference: name, name: t(`template.${name}`) })), ...others, ...own.map(({ id, name }) => ({ reference: String(id), name }))];
  const lost = also !== undefined && also !== '' && !all.some(({ reference }) => reference === also);
  return { starters, own, choices: lost ? [...all, { reference: also, name: /^\d+$/.test(also) ? t('template.number', { number: also }) : also }] : all };
}

/** What a reference is called. */
export function useTemplateName(): (reference: string) => string {
  const { t } = useTranslation('displays');
  const { choices } = useTemplates();
  return (reference) => choices.find((each) => each.reference === reference)?.name ?? (/^\d+$/.test(reference) ? t('template.number', { number: reference }) : reference);
}

/** How people and values of a roster are written. */
import type { TFunction } from 'i18next';
import type { Participant } from '../../api/generated';

export type Words = TFunction<'roster'>;
export type Value = string | number | readonly string[] | null | undefined;

/** The name as it is shown; somebody who is hidden is called so. */
export function nameOf(person: Pick<Participant, 'first_name' | 'last_name'>, t: Words): string {
  const name = `${person.first_name} ${person.last_name}`.trim();
  return name === '' ? t('hiddenName') : name;
}

export function written(value: Value, t: Words): string {
  if (value === null || value === undefined || value === '') return t('blank');
  if (typeof value === 'object') return value.length === 0 ? t('blank') : value.join(', ');
  return String(value);
}

const FIELDS = [
  'bib', 'chips', 'first_name', 'last_name', 'full_name', 'gender', 'age', 'dob', 'born_on', 'city', 'state', 'country', 'race', 'division',
  'team', 'wave', 'external_id', 'privacy', 'note', 'source_bib', 'race_id', 'local_fields', 'everything', 'event_id', 'id',
] as const;
type Named = typeof FIELDS[number];

/** The field in the person's language; one that we do not know is called as it is. */
export function fieldName(field: string, t: Words): string {
  const known = FIELDS.find((one): one is Named => one === field);
  return known === undefined ? field : t(`field.${known}`);
}

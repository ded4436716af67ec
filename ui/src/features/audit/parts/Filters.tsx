/** Which entries are wanted; each choice counts at once. */
import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditChoices } from '../../../api/generated';
import type { Search } from '../search';
import classes from './Filters.module.css';

interface Props {
  readonly search: Search;
  readonly choices: AuditChoices | undefined;
  readonly onChange: (next: Search) => void;
}

const TYPING_MS = 400;

export function Filters({ search, choices, onChange }: Props) {
  const { t } = useTranslation('audit');
  const [text, setText] = useState(search.text ?? '');
  const change = (name: keyof Search, value: string | null): void => {
    const { [name]: _, ...others } = search;
    onChange(value === null || value === '' ? others : { ...others, [name]: value });
  };
  const changeText = useDebouncedCallback((value: string) => { change('text', value.trim()); }, TYPING_MS);
  const people = (choices?.actors ?? []).map(({ kind, id, name }) => ({ value: id === null ? kind : `${kind}:${id}`, label: kind === 'user' ? name : `${name} (${t(`actor.${kind}`)})` }));
  return (
    <div className={classes.filters} role="search">
      <TextInput label={t('filter.text')} value={text} maxLength={200} onChange={({ currentTarget: { value } }) => { setText(value); changeText(value); }} />
      <Select label={t('filter.who')} data={unique(people)} value={search.who ?? null} onChange={(value) => { change('who', value); }} placeholder={t('filter.all')} clearable searchable clearButtonProps={{ 'aria-label': t('filter.clear') }} />
      <Select label={t('filter.subject')} data={(choices?.subjects ?? []).map((value) => ({ value, label: t(`subject.${value.replaceAll(' ', '_')}`, value) }))} value={search.subject ?? null} onChange={(value) => { change('subject', value); }} placeholder={t('filter.all')} clearable searchable clearButtonProps={{ 'aria-label': t('filter.clear') }} />
      <Select label={t('filter.action')} data={(choices?.actions ?? []).map((value) => ({ value, label: t(`action.${value.replaceAll(' ', '_')}`, value) }))} value={search.action ?? null} onChange={(value) => { change('action', value); }} placeholder={t('filter.all')} clearable searchable clearButtonProps={{ 'aria-label': t('filter.clear') }} />
      <TextInput type="date" label={t('filter.from')} value={search.from ?? ''} onChange={({ currentTarget: { value } }) => { change('from', value); }} />
      <TextInput type="date" label={t('filter.to')} value={search.to ?? ''} onChange={({ currentTarget: { value } }) => { change('to', value); }} />
      {Object.keys(search).length > 0 && <Button variant="subtle" onClick={() => { setText(''); onChange({}); }}>{t('filter.none')}</Button>}
    </div>
  );
}

/** One line for each actor, though a name may have changed meanwhile. */
function unique(people: readonly { value: string; label: string }[]): { value: string; label: string }[] {
  return [...new Map(people.map((one) => [one.value, one])).values()];
}

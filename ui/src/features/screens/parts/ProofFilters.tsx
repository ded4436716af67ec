/** Of which screens, sessions, events and days; each choice counts at once. */
import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { eventsQuery, screensQuery, sessionsQuery } from '../requests';
import type { PlaysSearch } from '../search';
import { KINDS } from '../proof';
import classes from './Screens.module.css';

interface Props {
  readonly partner: string;
  readonly everyone: boolean;
  readonly search: PlaysSearch;
  readonly onSearch: (next: PlaysSearch) => void;
  /** Without: session, event and days only. */
  readonly ofPlays?: boolean;
}

export function ProofFilters({ partner, everyone, search, onSearch, ofPlays = false }: Props) {
  const { t } = useTranslation('screens');
  const screens = useQuery({ ...screensQuery(partner, { everyone }), throwOnError: false, enabled: ofPlays });
  const sessions = useQuery({ ...sessionsQuery(partner, everyone), throwOnError: false });
  const events = useQuery({ ...eventsQuery(partner), throwOnError: false });
  const change = (name: keyof PlaysSearch, value: string | null): void => {
    const { [name]: _, ...others } = search;
    const number = name === 'screen' || name === 'session' || name === 'event';
    onSearch(value === null || value === '' ? others : { ...others, [name]: number ? Number(value) : value });
  };
  const choose = (name: 'screen' | 'session' | 'event', data: readonly { readonly id: number; readonly label: string }[]) => (
    <Select
      label={t(`filter.${name}`)} data={data.map(({ id, label }) => ({ value: String(id), label }))} value={search[name] === undefined ? null : String(search[name])} onChange={(value) => { change(name, value); }}
      placeholder={t('filter.all')} searchable clearable clearButtonProps={{ 'aria-label': t('filter.clear') }}
    />
  );
  return (
    <div className={classes.filters} role="search">
      {choose('event', (events.data?.items ?? []).map(({ id, name: label }) => ({ id, label })))}
      {choose('session', (sessions.data?.items ?? []).map(({ id, name: label }) => ({ id, label })))}
      {ofPlays && choose('screen', (screens.data?.screens ?? []).map((screen) => ({ id: screen.id, label: t('titleOf', { number: screen.number, name: screen.name }) })))}
      {ofPlays && <Select label={t('plays.kind')} data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} value={search.kind ?? null} onChange={(value) => { change('kind', value); }} placeholder={t('filter.all')} clearable clearButtonProps={{ 'aria-label': t('filter.clear') }} />}
      <TextInput type="date" label={t('filter.from')} value={search.from ?? ''} onChange={({ currentTarget: { value } }) => { change('from', value); }} />
      <TextInput type="date" label={t('filter.to')} value={search.to ?? ''} onChange={({ currentTarget: { value } }) => { change('to', value); }} />
      {Object.keys(search).length > 0 && <Button variant="subtle" onClick={() => { onSearch({}); }}>{t('filter.none')}</Button>}
    </div>
  );
}

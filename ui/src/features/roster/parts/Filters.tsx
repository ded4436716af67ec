/** Search and filters above the list; typing waits a moment before it asks. */
import { CloseButton, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { RaceSize } from '../../../api/generated';
import type { Filter } from '../requests';

interface Props {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly filter: Filter;
  readonly races: readonly RaceSize[];
  readonly onChange: (filter: Filter) => void;
  /** Arrow down or Enter: on to the list. */
  readonly onDown: () => void;
}

const TYPING_MS = 150;
type Only = '' | 'bib' | 'chip' | 'short' | 'hidden';

export function Filters({ field, filter, races, onChange, onDown }: Props) {
  const { t } = useTranslation('roster');
  const [text, setText] = useState(filter.search ?? '');
  const look = useDebouncedCallback((search: string) => {
    const { search: _, ...others } = filter;
    onChange(search === '' ? others : { ...others, search });
  }, TYPING_MS);
  const type = (next: string) => { setText(next); look(next); };
  const only = (filter.without ?? filter.privacy ?? '') as Only; // public is not offered below
  const setOnly = (next: Only) => {
    const { without: _, privacy: __, ...others } = filter;
    onChange({ ...others, ...(next === 'bib' || next === 'chip' ? { without: next } : {}), ...(next === 'short' || next === 'hidden' ? { privacy: next } : {}) });
  };
  const setRace = (next: string | null) => {
    const { race: _, ...others } = filter;
    onChange(next === null ? others : { ...others, race: Number(next) });
  };
  return (
    <Group gap="xs" wrap="wrap">
      <TextInput
        ref={field}
        type="search"
        aria-label={t('search.label')}
        placeholder={t('search.placeholder')}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={text === '' ? null : <CloseButton size="sm" aria-label={t('search.clear')} onClick={() => { type(''); }} />}
        value={text}
        maxLength={100}
        onChange={(event) => { type(event.currentTarget.value); }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') type('');
          if (event.key === 'ArrowDown' || event.key === 'Enter') { event.preventDefault(); onDown(); }
        }}
        style={{ flex: '1 1 14rem' }}
      />
      <Select
        aria-label={t('filter.race')}
        placeholder={t('filter.allRaces')}
        data={races.flatMap(({ race_id: id, name }) => (id === null ? [] : [{ value: String(id), label: name }]))}
        value={filter.race === undefined ? null : String(filter.race)}
        onChange={setRace}
        clearable
        style={{ flex: '0 1 9.5rem' }}
      />
      <Select
        aria-label={t('filter.only')}
        placeholder={t('filter.everybody')}
        data={(['bib', 'chip', 'short', 'hidden'] as const).map((value) => ({ value, label: t(`filter.${value}`) }))}
        value={only === '' ? null : only}
        onChange={(next) => { setOnly((next ?? '') as Only); }} // one of the values above
        clearable
        style={{ flex: '0 1 9.5rem' }}
      />
    </Group>
  );
}

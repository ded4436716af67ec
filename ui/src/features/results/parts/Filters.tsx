/** Search and filters above the results; typing waits a moment before it asks. */
import { Checkbox, CloseButton, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../../api/generated';
import type { Filter } from '../requests';

interface Props {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly filter: Filter;
  /** What is shown now: which divisions there are. */
  readonly rows: readonly Result[];
  readonly onChange: (filter: Filter) => void;
  readonly onDown: () => void;
}

const TYPING_MS = 150;
const STATUSES = ['finished', 'on_course', 'started', 'not_started', 'dnf', 'dns', 'dq'] as const;

export function Filters({ field, filter, rows, onChange, onDown }: Props) {
  const { t } = useTranslation('results');
  const [text, setText] = useState(filter.search ?? '');
  const groups = useGroups(rows);
  const set = (key: keyof Filter, value: string | boolean | null) => {
    const { [key]: _, ...others } = filter;
    onChange(value === null || value === '' || value === false ? others : { ...others, [key]: value });
  };
  const look = useDebouncedCallback((search: string) => { set('search', search); }, TYPING_MS);
  const type = (next: string) => { setText(next); look(next); };
  return (
    <Group gap="xs" wrap="wrap">
      <TextInput
        ref={field} type="search" aria-label={t('search.label')} placeholder={t('search.placeholder')} maxLength={100}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={text === '' ? null : <CloseButton size="sm" aria-label={t('search.clear')} onClick={() => { type(''); }} />}
        value={text}
        onChange={(event) => { type(event.currentTarget.value); }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') type('');
          if (event.key === 'ArrowDown' || event.key === 'Enter') { event.preventDefault(); onDown(); }
        }}
        style={{ flex: '1 1 14rem' }}
      />
      <Select aria-label={t('filter.sex')} placeholder={t('filter.sex')} data={groups.sexes} value={filter.sex ?? null} onChange={(next) => { set('sex', next); }} clearable style={{ flex: '0 1 8rem' }} />
      <Select aria-label={t('filter.division')} placeholder={t('filter.division')} data={groups.divisions} value={filter.division ?? null} onChange={(next) => { set('division', next); }} clearable searchable style={{ flex: '0 1 10rem' }} />
      <Select aria-label={t('filter.status')} placeholder={t('filter.status')} data={STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))} value={filter.status ?? null} onChange={(next) => { set('status', next); }} clearable style={{ flex: '0 1 10rem' }} />
      <Checkbox label={t('filter.flagged')} checked={filter.flagged ?? false} onChange={(event) => { set('flagged', event.currentTarget.checked); }} />
    </Group>
  );
}

/** Sexes and divisions that were seen so far: a filter takes the others off the page, not out of the choice. */
export function useGroups(rows: readonly Result[]): { readonly sexes: readonly string[]; readonly divisions: readonly string[] } {
  const [seen, setSeen] = useState<{ readonly sexes: readonly string[]; readonly divisions: readonly string[] }>({ sexes: [], divisions: [] });
  const sexes = joined(seen.sexes, rows.map(({ sex }) => sex));
  const divisions = joined(seen.divisions, rows.map(({ division }) => division));
  if (sexes.length > seen.sexes.length || divisions.length > seen.divisions.length) setSeen({ sexes, divisions });
  return { sexes, divisions };
}

function joined(known: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...known, ...more])].filter((one) => one !== '').sort();
}

/** Which screens are wanted, and how they stand. */
import { Button, Group, SegmentedControl, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconLayoutGrid, IconSearch, IconTable } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../api/generated';
import { groupsOf, sessionsOf, type By } from '../choice';
import { eventsQuery } from '../requests';
import type { ScreensSearch } from '../search';
import classes from './Screens.module.css';

export type View = 'wall' | 'table';

interface Props {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly partner: string;
  readonly screens: readonly Screen[];
  readonly search: ScreensSearch;
  readonly onSearch: (next: ScreensSearch) => void;
  readonly mayManage: boolean;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly by: By;
  readonly onBy: (by: By) => void;
}

const TYPING_MS = 250;

export function Filters({ field, partner, screens, search, onSearch, mayManage, view, onView, by, onBy }: Props) {
  const { t } = useTranslation('screens');
  const [text, setText] = useState(search.text ?? '');
  const events = useQuery({ ...eventsQuery(partner), throwOnError: false });
  const change = <Name extends keyof ScreensSearch>(name: Name, value: ScreensSearch[Name] | undefined): void => {
    const { [name]: _, ...others } = search;
    onSearch(value === undefined ? others : { ...others, [name]: value });
  };
  const changeText = useDebouncedCallback((value: string) => { change('text', value.trim() === '' ? undefined : value.trim()); }, TYPING_MS);
  const numbers = (all: readonly { readonly id: number; readonly name: string }[]) => all.map(({ id, name }) => ({ value: String(id), label: name }));
  const number = (value: string | null) => (value === null ? undefined : Number(value));
  const clear = { clearable: true, clearButtonProps: { 'aria-label': t('filter.clear') }, placeholder: t('filter.all') };
  const { screen: _, ...filtered } = search;
  return (
    <Stack gap="xs">
      <div className={classes.filters} role="search" data-text>
        <TextInput
          ref={field} label={t('filter.text')} placeholder={t('filter.textHint')} value={text} maxLength={100} leftSection={<IconSearch size={16} aria-hidden />}
          onChange={({ currentTarget: { value } }) => { setText(value); changeText(value); }} onKeyDown={({ key, currentTarget }) => { if (key === 'Escape') currentTarget.blur(); }}
        />
        <Select label={t('filter.group')} data={[...groupsOf(screens)]} value={search.group ?? null} onChange={(value) => { change('group', value ?? undefined); }} {...clear} />
        <Select label={t('filter.session')} data={numbers(sessionsOf(screens))} value={search.session === undefined ? null : String(search.session)} onChange={(value) => { change('session', number(value)); }} {...clear} />
        <Select label={t('filter.event')} data={numbers(events.data?.items ?? [])} value={search.event === undefined ? null : String(search.event)} onChange={(value) => { change('event', number(value)); }} searchable {...clear} />
        {Object.keys(filtered).length > 0 && <Button variant="subtle" onClick={() => { setText(''); onSearch({}); }}>{t('filter.none')}</Button>}
      </div>
      <Group gap="sm">
        <SegmentedControl aria-label={t('by.label')} value={by} onChange={onBy} data={(['group', 'session'] as const).map((value) => ({ value, label: t(`by.${value}`) }))} />
        <SegmentedControl
          aria-label={t('view.label')} value={view} onChange={onView}
          data={([['wall', IconLayoutGrid], ['table', IconTable]] as const).map(([value, Icon]) => ({ value, label: <span className={classes.choice}><Icon size={16} aria-hidden />{t(`view.${value}`)}</span> }))}
        />
        <Switch label={t('filter.down')} checked={search.down === true} onChange={({ currentTarget: { checked } }) => { change('down', checked ? true : undefined); }} py={8} />
        {mayManage && <Switch label={t('filter.everyone')} checked={search.everyone === true} onChange={({ currentTarget: { checked } }) => { change('everyone', checked ? true : undefined); }} py={8} />}
      </Group>
    </Stack>
  );
}

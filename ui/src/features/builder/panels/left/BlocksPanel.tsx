/** What can be put on the page: a click, or Enter, adds it in the middle and chooses it. */
import { Button, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBuilder } from '../../store';
import { edit } from '../model';
import { pathName, type T } from '../words';
import classes from './left.module.css';
import { GROUPS, NEW_KINDS, type NewKind } from './kinds';

function nameOf(t: T, { id, path }: NewKind): string {
  return path === undefined ? t(`add.${id}`) : pathName(t, path);
}

export function BlocksPanel() {
  const { t } = useTranslation('panels');
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLocaleLowerCase();
  const found = NEW_KINDS.filter((kind) => nameOf(t, kind).toLocaleLowerCase().includes(wanted));
  const add = (kind: NewKind): void => {
    const { doc, page, select } = useBuilder.getState();
    const made = kind.make(doc, page, { text: t('add.newText'), more: t('add.moreWords'), runner: t('add.oneRunner') });
    edit('edit.add', () => made.doc);
    select(made.ids);
  };
  return (
    <div className={classes.panel}>
      <TextInput type="search" size="xs" mb={6} aria-label={t('add.search')} placeholder={t('add.search')} leftSection={<IconSearch size={14} aria-hidden />} value={search} onChange={(event) => { setSearch(event.currentTarget.value); }} />
      {found.length === 0 && <Text size="xs" c="dimmed">{t('nothingFound')}</Text>}
      {GROUPS.map((group) => {
        const kinds = found.filter((kind) => kind.group === group);
        return kinds.length > 0 && (
          <div key={group} role="group" aria-label={t(`add.group.${group}`)}>
            <Text size="xs" fw={600} c="dimmed" mt={8} mb={4}>{t(`add.group.${group}`)}</Text>
            <div className={classes.kinds}>
              {kinds.map((kind) => <Button key={kind.id} size="compact-sm" variant="default" className={classes.kind} onClick={() => { add(kind); }}>{nameOf(t, kind)}</Button>)}
            </div>
          </div>
        );
      })}
    </div>
  );
}

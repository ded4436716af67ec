/** A text made of words and values: each part on its own line, values as chips that open what is said about them. */
import { ActionIcon, Button, Group, Popover, Select, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTextPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bind, Part, Path } from '../../../../document/schema';
import { patched } from '../model';
import { WordsField } from '../fields/WordsField';
import { pathGroups, pathName } from '../words';
import { FormatFields } from './FormatFields';
import classes from './parts.module.css';

interface Props {
  readonly label: string;
  readonly parts: readonly Part[];
  readonly onCommit: (parts: readonly Part[]) => void;
}

const MOST = 32;

export function PartsEditor({ label, parts, onCommit }: Props) {
  const { t } = useTranslation('panels');
  const full = parts.length >= MOST;
  const put = (at: number, part: Part): void => { onCommit(parts.map((each, index) => (index === at ? part : each))); };
  const move = (at: number, by: number): void => {
    const next = [...parts];
    const [part] = next.splice(at, 1);
    if (part !== undefined) next.splice(at + by, 0, part);
    onCommit(next);
  };
  return (
    <Stack gap={6} role="group" aria-label={label}>
      <Text size="xs" fw={500}>{label}</Text>
      {parts.length === 0 && <Text size="xs" c="dimmed">{t('parts.empty')}</Text>}
      {parts.map((part, index) => {
        const name = typeof part === 'string' ? t('parts.text', { number: index + 1 }) : pathName(t, part.get);
        return (
          <Group key={index} gap={2} wrap="nowrap" align="flex-start">
            <div className={classes.part}>
              {typeof part === 'string'
                ? <WordsField hidden lines empty label={name} value={part} onCommit={(text) => { put(index, text ?? ''); }} />
                : <Token bind={part} onChange={(bind) => { put(index, bind); }} />}
            </div>
            <ActionIcon size="md" variant="subtle" color="gray" disabled={index === 0} aria-label={t('parts.up', { name })} onClick={() => { move(index, -1); }}><IconArrowUp size={14} aria-hidden /></ActionIcon>
            <ActionIcon size="md" variant="subtle" color="gray" disabled={index === parts.length - 1} aria-label={t('parts.down', { name })} onClick={() => { move(index, 1); }}><IconArrowDown size={14} aria-hidden /></ActionIcon>
            <ActionIcon size="md" variant="subtle" color="red" aria-label={t('parts.remove', { name })} onClick={() => { onCommit(parts.filter((_, at) => at !== index)); }}><IconTrash size={14} aria-hidden /></ActionIcon>
          </Group>
        );
      })}
      <Group gap={6} wrap="nowrap">
        <Button size="compact-xs" variant="default" disabled={full} leftSection={<IconTextPlus size={14} aria-hidden />} onClick={() => { onCommit([...parts, t('parts.newText')]); }}>{t('parts.addText')}</Button>
        <PathSelect label={t('parts.addValue')} disabled={full} onPick={(get) => { onCommit([...parts, { get }]); }} />
      </Group>
    </Stack>
  );
}

/** Chooses a value and forgets it: for adding. */
export function PathSelect({ label, onPick, disabled = false }: { readonly label: string; readonly onPick: (path: Path) => void; readonly disabled?: boolean }) {
  const { t } = useTranslation('panels');
  const [count, setCount] = useState(0);
  return (
    <Select
      key={count} size="xs" flex={1} miw={0} searchable aria-label={label} placeholder={label} disabled={disabled} data={pathGroups(t)} nothingFoundMessage={t('nothingFound')} maxDropdownHeight={320} comboboxProps={{ withinPortal: true }}
      onChange={(path) => { if (path !== null) { onPick(path as Path); setCount(count + 1); } }} // one of the listed paths
    />
  );
}

function Token({ bind, onChange }: { readonly bind: Bind; readonly onChange: (bind: Bind) => void }) {
  const { t } = useTranslation('panels');
  const name = pathName(t, bind.get);
  return (
    <Popover withinPortal trapFocus position="left-start" shadow="md" width={280}>
      <Popover.Target><Button size="compact-sm" variant="light" fullWidth justify="flex-start" aria-label={t('parts.edit', { name })}>{bind.before ?? ''}{name}{bind.after ?? ''}</Button></Popover.Target>
      <Popover.Dropdown aria-label={name}>
        <Stack gap="xs">
          <Select size="xs" label={t('bind.get')} searchable allowDeselect={false} value={bind.get} data={pathGroups(t)} comboboxProps={{ withinPortal: false }} onChange={(path) => { if (path !== null) onChange({ ...patched(bind, { fmt: undefined }), get: path as Path }); }} />
          <FormatFields path={bind.get} fmt={bind.fmt} onCommit={(fmt) => { onChange(patched(bind, { fmt })); }} />
          <WordsField label={t('bind.before')} value={bind.before} onCommit={(before) => { onChange(patched(bind, { before })); }} />
          <WordsField label={t('bind.after')} value={bind.after} onCommit={(after) => { onChange(patched(bind, { after })); }} />
          <WordsField label={t('bind.else')} description={t('bind.elseText')} value={bind.else} onCommit={(text) => { onChange(patched(bind, { else: text })); }} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

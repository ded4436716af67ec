/** A table: which list, how many rows, and its columns. */
import { ActionIcon, Button, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Column, Source } from '../../../../document/schema';
import { ChoiceField } from '../fields/ChoiceField';
import { ColourField } from '../fields/ColourField';
import { NumberField } from '../fields/NumberField';
import { WordsField } from '../fields/WordsField';
import { patched, patchedPart } from '../model';
import { ConditionEditor } from '../parts/ConditionEditor';
import { PartsEditor } from '../parts/PartsEditor';
import { choices, partsText } from '../words';
import type { Of } from './ContentSection';

const MOST = 20;
/** Lists of one race. */
const BOARDS: ReadonlySet<Source['list']> = new Set(['standings', 'splits', 'teams']);

/** By what a list of results can be narrowed; those that a display knows by itself have a condition for it. */
function narrowings(list: Source['list']): readonly ('race' | 'sex' | 'division' | 'wave' | 'point')[] {
  if (list === 'recent' || list === 'queue') return [];
  if (list === 'teams') return ['race'];
  return list === 'splits' ? ['race', 'sex', 'division', 'wave', 'point'] : ['race', 'sex', 'division', 'wave'];
}

export function TableFields({ block, put }: Of<'table'>) {
  const { t } = useTranslation('panels');
  const { source, columns } = block;
  const column = (at: number, next: Column | null): void => { put({ columns: columns.flatMap((each, index) => (index !== at ? [each] : next === null ? [] : [next])) }); };
  const move = (at: number, by: number): void => {
    const next = [...columns];
    const [one] = next.splice(at, 1);
    if (one !== undefined) next.splice(at + by, 0, one);
    put({ columns: next });
  };
  return (
    <Stack gap="xs">
      <ChoiceField label={t('table.list')} value={source.list} choices={choices(t, 'table.lists', ['standings', 'latest', 'on_course', 'splits', 'teams', 'recent', 'queue'])} onCommit={(list) => { if (list !== undefined) put({ source: { ...source, list } }); }} />
      {narrowings(source.list).length > 0 && (
        <SimpleGrid cols={2} spacing="xs" verticalSpacing="xs">
          {narrowings(source.list).map((name) => (
            <WordsField
              key={name} label={t(`table.narrow.${name}`)} placeholder={t(name === 'race' && BOARDS.has(source.list) ? 'table.first' : 'table.all')} maxLength={120} value={source[name]}
              onCommit={(value) => { put({ source: patched(source, { [name]: value }) }); }}
            />
          ))}
        </SimpleGrid>
      )}
      <SimpleGrid cols={2} spacing="xs" verticalSpacing="xs">
        <NumberField label={t('table.rows')} min={1} max={100} value={block.rows} onCommit={(rows) => { if (rows !== undefined) put({ rows }); }} />
        <NumberField label={t('table.gap')} unit="px" min={0} max={1000} usual={0} value={block.gap} onCommit={(gap) => { put({ gap }); }} clearable />
        <NumberField label={t('table.limit')} min={1} max={100} value={source.limit} onCommit={(limit) => { put({ source: patched(source, { limit }) }); }} clearable />
        <NumberField label={t('table.turn')} unit="s" min={1} max={3600} value={source.page_seconds} onCommit={(seconds) => { put({ source: patched(source, { page_seconds: seconds }) }); }} clearable />
      </SimpleGrid>
      <ColourField label={t('table.zebraOne')} value={block.zebra?.[0]} onCommit={(colour) => { put({ zebra: colour === undefined ? undefined : [colour, block.zebra?.[1] ?? 'transparent'] }); }} />
      {block.zebra !== undefined && <ColourField label={t('table.zebraTwo')} none={false} value={block.zebra[1]} onCommit={(colour) => { put({ zebra: [block.zebra?.[0] ?? 'transparent', colour ?? 'transparent'] }); }} />}
      <Text size="xs" fw={500}>{t('table.columns')}</Text>
      {columns.map((each, index) => {
        const name = each.head ?? (partsText(t, each.parts) || t('table.column', { number: index + 1 }));
        return (
          <Paper key={index} withBorder p={8} role="group" aria-label={name}>
            <Stack gap={6}>
              <Group gap={2} wrap="nowrap" justify="flex-end">
                <Text size="xs" fw={600} flex={1} truncate>{name}</Text>
                <ActionIcon size="sm" variant="subtle" color="gray" disabled={index === 0} aria-label={t('parts.up', { name })} onClick={() => { move(index, -1); }}><IconArrowUp size={14} aria-hidden /></ActionIcon>
                <ActionIcon size="sm" variant="subtle" color="gray" disabled={index === columns.length - 1} aria-label={t('parts.down', { name })} onClick={() => { move(index, 1); }}><IconArrowDown size={14} aria-hidden /></ActionIcon>
                <ActionIcon size="sm" variant="subtle" color="red" disabled={columns.length === 1} aria-label={t('parts.remove', { name })} onClick={() => { column(index, null); }}><IconTrash size={14} aria-hidden /></ActionIcon>
              </Group>
              <SimpleGrid cols={2} spacing="xs">
                <WordsField label={t('table.head')} value={each.head} onCommit={(head) => { column(index, patched(each, { head })); }} />
                <NumberField label={t('table.width')} digits={2} min={0.01} max={32_768} step={0.5} value={each.w} onCommit={(w) => { if (w !== undefined) column(index, { ...each, w }); }} />
              </SimpleGrid>
              <ChoiceField label={t('font.align')} none={t('font.usual')} value={each.font?.align} choices={choices(t, 'font.aligns', ['start', 'center', 'end'])} onCommit={(align) => { column(index, patched(each, { font: patchedPart(each.font, { align }) })); }} />
              <PartsEditor label={t('table.shows')} parts={each.parts} onCommit={(parts) => { column(index, { ...each, parts }); }} />
            </Stack>
          </Paper>
        );
      })}
      <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} disabled={columns.length >= MOST} onClick={() => { put({ columns: [...columns, { parts: [{ get: 'runner.name' }], w: 1 }] }); }}>{t('table.add')}</Button>
      <Text size="xs" fw={500}>{t('table.filter')}</Text>
      <ConditionEditor label={t('table.filter')} value={source.filter} onCommit={(filter) => { put({ source: patched(source, { filter }) }); }} />
    </Stack>
  );
}

/** Pictures in turn: which, how long each, and how often. */
import { ActionIcon, Group, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../fields/ChoiceField';
import { NumberField } from '../fields/NumberField';
import { patched, useDoc } from '../model';
import { AssetField } from '../parts/AssetField';
import { choices } from '../words';
import type { Of } from './ContentSection';

export function CarouselFields({ block, put }: Of<'carousel'>) {
  const { t } = useTranslation('panels');
  const assets = useDoc((doc) => doc.assets);
  const { items } = block;
  const move = (at: number, by: number): void => {
    const next = [...items];
    const [one] = next.splice(at, 1);
    if (one !== undefined) next.splice(at + by, 0, one);
    put({ items: next });
  };
  return (
    <Stack gap="xs">
      <ChoiceField label={t('carousel.effect')} value={block.effect ?? 'fade'} choices={choices(t, 'carousel.effects', ['fade', 'slide', 'cut'])} onCommit={(effect) => { put({ effect }); }} />
      {items.length === 0 && <Text size="xs" c="dimmed">{t('carousel.empty')}</Text>}
      {items.map((item, index) => {
        const name = assets?.[item.asset]?.name ?? t('carousel.item', { number: index + 1 });
        return (
          <Group key={index} gap={4} wrap="nowrap" align="flex-end" role="group" aria-label={name}>
            <Text size="xs" flex={1} truncate pb={6}>{name}</Text>
            <div style={{ width: 76 }}><NumberField label={t('carousel.seconds')} unit="s" min={1} max={3600} usual={8} value={item.seconds} onCommit={(seconds) => { put({ items: items.map((each, at) => (at === index ? patched(each, { seconds }) : each)) }); }} clearable /></div>
            <ActionIcon variant="subtle" color="gray" disabled={index === 0} aria-label={t('parts.up', { name })} onClick={() => { move(index, -1); }}><IconArrowUp size={14} aria-hidden /></ActionIcon>
            <ActionIcon variant="subtle" color="gray" disabled={index === items.length - 1} aria-label={t('parts.down', { name })} onClick={() => { move(index, 1); }}><IconArrowDown size={14} aria-hidden /></ActionIcon>
            <ActionIcon variant="subtle" color="red" aria-label={t('parts.remove', { name })} onClick={() => { put({ items: items.filter((_, at) => at !== index) }); }}><IconTrash size={14} aria-hidden /></ActionIcon>
          </Group>
        );
      })}
      <AssetField kind="image" label={t('carousel.add')} value={undefined} onCommit={(asset) => { if (asset !== undefined) put({ items: [...items, { asset }] }); }} />
    </Stack>
  );
}

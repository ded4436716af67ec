/** What is behind and around a block. */
import { SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../fields/NumberField';
import { WordsField } from '../fields/WordsField';
import { changeChosen, patched, shared, useChosen } from '../model';
import { BorderFields } from '../parts/BorderFields';
import { FillFields } from '../parts/FillFields';

export function LookSection() {
  const { t } = useTranslation('panels');
  const blocks = useChosen().map(([, block]) => block);
  const fill = shared(blocks, (block) => block.fill);
  const border = shared(blocks, (block) => block.border);
  return (
    <Stack gap="xs">
      <FillFields fill={fill.value} mixed={fill.mixed} onCommit={(value) => { changeChosen('edit.fill', (block) => patched(block, { fill: value })); }} />
      <BorderFields border={border.value} mixed={border.mixed} onCommit={(value) => { changeChosen('edit.border', (block) => patched(block, { border: value })); }} />
      <SimpleGrid cols={2} spacing="xs">
        <NumberField label={t('look.radius')} unit="px" min={0} max={16_384} usual={0} {...shared(blocks, (block) => block.radius)} onCommit={(radius) => { changeChosen('edit.look', (block) => patched(block, { radius: radius === 0 ? undefined : radius })); }} clearable />
        <NumberField label={t('look.opacity')} unit="%" min={0} max={100} step={5} usual={100} {...shared(blocks, (block) => (block.opacity === undefined ? undefined : block.opacity * 100))} onCommit={(percent) => { changeChosen('edit.look', (block) => patched(block, { opacity: percent === undefined || percent === 100 ? undefined : percent / 100 })); }} clearable />
      </SimpleGrid>
      {blocks.length === 1 && <WordsField label={t('look.alt')} description={t('look.altText')} value={blocks[0]?.alt} onCommit={(alt) => { changeChosen('edit.look', (block) => patched(block, { alt })); }} />}
    </Stack>
  );
}

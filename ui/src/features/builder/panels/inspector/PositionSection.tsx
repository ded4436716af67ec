/** Exactly where, how large and how turned; locked and hidden. */
import { Group, SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Block } from '../../../../document/schema';
import { NumberField } from '../fields/NumberField';
import { SwitchField } from '../fields/SwitchField';
import { WordsField } from '../fields/WordsField';
import { changeChosen, patched, shared, useChosen } from '../model';

const FAR = 32_768;

export function PositionSection() {
  const { t } = useTranslation('panels');
  const blocks = useChosen().map(([, block]) => block);
  const number = (key: 'x' | 'y' | 'w' | 'h', label: string, min: number) => (
    <NumberField label={label} unit="px" min={min} max={FAR} {...shared(blocks, (block) => block[key])} onCommit={(value) => { if (value !== undefined) changeChosen('edit.place', (block) => patched(block, { [key]: value } as Partial<Block>)); }} />
  );
  return (
    <Stack gap="xs">
      {blocks.length === 1 && <WordsField label={t('block.name')} maxLength={120} value={blocks[0]?.name} onCommit={(name) => { changeChosen('edit.rename', (block) => patched(block, { name })); }} />}
      <SimpleGrid cols={2} spacing="xs" verticalSpacing="xs">
        {number('x', t('block.x'), -FAR)}
        {number('y', t('block.y'), -FAR)}
        {number('w', t('block.w'), 1)}
        {number('h', t('block.h'), 1)}
        <NumberField label={t('block.rot')} unit="°" min={-360} max={360} digits={1} {...shared(blocks, (block) => block.rot ?? 0)} onCommit={(value) => { changeChosen('edit.rotate', (block) => patched(block, { rot: value === undefined || value === 0 ? undefined : value })); }} />
      </SimpleGrid>
      <Group gap="md">
        <SwitchField label={t('block.locked')} {...yes(shared(blocks, (block) => block.locked === true))} onCommit={(on) => { changeChosen('edit.lock', (block) => patched(block, { locked: on ? true : undefined })); }} />
        <SwitchField label={t('block.hidden')} {...yes(shared(blocks, (block) => block.hidden === true))} onCommit={(on) => { changeChosen('edit.hide', (block) => patched(block, { hidden: on ? true : undefined })); }} />
      </Group>
    </Stack>
  );
}

function yes({ value, mixed }: { readonly value: boolean | undefined; readonly mixed: boolean }): { readonly value: boolean; readonly mixed: boolean } {
  return { value: value ?? false, mixed };
}

/** A picture: which, how it fills its place, and which part of it is seen. */
import { Button, Stack } from '@mantine/core';
import { IconCrop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useBuilder } from '../../store';
import { ChoiceField } from '../fields/ChoiceField';
import { NumberField } from '../fields/NumberField';
import { useDoc } from '../model';
import { AssetField } from '../parts/AssetField';
import { choices } from '../words';
import type { Of } from './ContentSection';

export function ImageFields({ id, block, put }: Of<'image'> & { readonly id: string }) {
  const { t } = useTranslation('panels');
  const asset = useDoc((doc) => (block.asset === undefined ? undefined : doc.assets?.[block.asset]));
  const [fx, fy] = block.focus ?? [0.5, 0.5];
  const percent = (part: number): number => Math.round(part * 100);
  return (
    <Stack gap="xs">
      <AssetField kind="image" label={t('image.asset')} value={block.asset} onCommit={(next) => { put({ asset: next, crop: undefined, focus: undefined }); }} />
      <ChoiceField label={t('image.fit')} value={block.fit ?? 'cover'} choices={choices(t, 'fill.fits', ['cover', 'contain', 'stretch'])} onCommit={(fit) => { put({ fit }); }} />
      {asset !== undefined && (
        <>
          <Button size="xs" variant="default" leftSection={<IconCrop size={14} aria-hidden />} onClick={() => { useBuilder.getState().crop(id); }}>{t('image.crop')}</Button>
          <NumberField label={t('image.focusX')} unit="%" min={0} max={100} step={5} value={percent(fx)} onCommit={(x) => { put({ focus: [(x ?? 50) / 100, fy] }); }} />
          <NumberField label={t('image.focusY')} unit="%" min={0} max={100} step={5} value={percent(fy)} onCommit={(y) => { put({ focus: [fx, (y ?? 50) / 100] }); }} />
        </>
      )}
    </Stack>
  );
}

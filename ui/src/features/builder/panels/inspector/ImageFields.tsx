/** A picture: which, how it fills its place, and which part of it is seen. */
import { Button, Stack } from '@mantine/core';
import { IconCrop } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../fields/ChoiceField';
import { NumberField } from '../fields/NumberField';
import { useDoc } from '../model';
import { AssetField } from '../parts/AssetField';
import { choices } from '../words';
import type { Of } from './ContentSection';

const CropDialog = lazy(async () => ({ default: (await import('../assets/CropDialog')).CropDialog }));

export function ImageFields({ block, put }: Of<'image'>) {
  const { t } = useTranslation('panels');
  const [cropping, setCropping] = useState(false);
  const asset = useDoc((doc) => (block.asset === undefined ? undefined : doc.assets?.[block.asset]));
  const [fx, fy] = block.focus ?? [0.5, 0.5];
  const percent = (part: number): number => Math.round(part * 100);
  return (
    <Stack gap="xs">
      <AssetField kind="image" label={t('image.asset')} value={block.asset} onCommit={(next) => { put({ asset: next, crop: undefined, focus: undefined }); }} />
      <ChoiceField label={t('image.fit')} value={block.fit ?? 'cover'} choices={choices(t, 'fill.fits', ['cover', 'contain', 'stretch'])} onCommit={(fit) => { put({ fit }); }} />
      {asset !== undefined && (
        <>
          <Button size="xs" variant="default" leftSection={<IconCrop size={14} aria-hidden />} onClick={() => { setCropping(true); }}>{t('image.crop')}</Button>
          <NumberField label={t('image.focusX')} unit="%" min={0} max={100} step={5} value={percent(fx)} onCommit={(x) => { put({ focus: [(x ?? 50) / 100, fy] }); }} />
          <NumberField label={t('image.focusY')} unit="%" min={0} max={100} step={5} value={percent(fy)} onCommit={(y) => { put({ focus: [fx, (y ?? 50) / 100] }); }} />
          <Suspense fallback={null}>
            {cropping && <CropDialog asset={asset} ratio={block.w / block.h} crop={block.crop} focus={block.focus} onClose={() => { setCropping(false); }} onDone={(crop, focus) => { setCropping(false); put({ crop, focus }); }} />}
          </Suspense>
        </>
      )}
    </Stack>
  );
}

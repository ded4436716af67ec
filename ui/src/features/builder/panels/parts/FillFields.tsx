/** What an area is filled with: a picture over a gradient over a colour. */
import { SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Fill } from '../../../../document/schema';
import { ChoiceField } from '../fields/ChoiceField';
import { ColourField } from '../fields/ColourField';
import { NumberField } from '../fields/NumberField';
import { patchedPart } from '../model';
import { choices } from '../words';
import { AssetField } from './AssetField';
import { gradientOf, gradientText, type Gradient } from './gradient';

interface Props {
  readonly fill: Fill | undefined;
  readonly mixed?: boolean;
  readonly onCommit: (fill: Fill | undefined) => void;
}

const KINDS = ['linear', 'radial'] as const;
const FIRST: Gradient = { kind: 'linear', angle: 180, from: '#1c3a52', to: '#0b1620' };

export function FillFields({ fill, mixed = false, onCommit }: Props) {
  const { t } = useTranslation('panels');
  const put = (change: { readonly [K in keyof Fill]?: Fill[K] | undefined }): void => { onCommit(patchedPart(fill, change)); };
  const told = fill?.gradient;
  const gradient = gradientOf(told);
  const own = told !== undefined && gradient === null;
  const write = (next: Gradient): void => { put({ gradient: gradientText(next) }); };
  return (
    <Stack gap="xs">
      <ColourField label={t('fill.color')} value={fill?.color} mixed={mixed} onCommit={(color) => { put({ color }); }} />
      <ChoiceField
        label={t('fill.gradient')} none={t('fill.noGradient')} value={own ? 'own' : gradient?.kind}
        choices={[...choices(t, 'fill.gradients', KINDS), ...(own ? [{ value: 'own' as const, label: t('fill.gradients.own') }] : [])]}
        onCommit={(kind) => { if (kind === undefined) put({ gradient: undefined }); else if (kind !== 'own') write({ ...gradient ?? FIRST, kind }); }}
      />
      {gradient !== null && (
        <>
          <ColourField label={t('fill.from')} none={false} value={gradient.from} onCommit={(from) => { if (from !== undefined) write({ ...gradient, from }); }} />
          <ColourField label={t('fill.to')} none={false} value={gradient.to} onCommit={(to) => { if (to !== undefined) write({ ...gradient, to }); }} />
          {gradient.kind === 'linear' && <NumberField label={t('fill.angle')} unit="°" min={0} max={360} step={5} value={gradient.angle} onCommit={(angle) => { write({ ...gradient, angle: angle ?? 180 }); }} />}
        </>
      )}
      <AssetField kind="image" label={t('fill.asset')} value={fill?.asset} onCommit={(asset) => { put({ asset }); }} />
      {fill?.asset !== undefined && <SimpleGrid cols={1}><ChoiceField label={t('fill.fit')} value={fill.fit ?? 'cover'} choices={choices(t, 'fill.fits', ['cover', 'contain', 'stretch', 'tile'])} onCommit={(fit) => { put({ fit }); }} /></SimpleGrid>}
    </Stack>
  );
}

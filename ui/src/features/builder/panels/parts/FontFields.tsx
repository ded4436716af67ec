/** How letters are set: which, how large, how they stand, and what happens to a text that is too long. */
import { Group, SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FAMILIES, type Fit, type Lettering } from '../../../../document/schema';
import { ChoiceField } from '../fields/ChoiceField';
import { ColourField } from '../fields/ColourField';
import { NumberField } from '../fields/NumberField';
import { SwitchField } from '../fields/SwitchField';
import { WordsField } from '../fields/WordsField';
import { patchedPart, useDoc } from '../model';
import { choices } from '../words';

type Change = { readonly [K in keyof Lettering]?: Lettering[K] | undefined };

interface Props {
  readonly font: Lettering | undefined;
  /** Properties in which the chosen ones differ. */
  readonly mixed?: ReadonlySet<string>;
  readonly onCommit: (change: Change) => void;
}

const WEIGHTS = ['300', '400', '500', '600', '700', '800', '900'] as const;
const SHADOW = /^(none|(-?\d{1,4}(\.\d{1,3})?(px)? ){2,4}(#[0-9a-f]{3,8}|(rgb|hsl)a?\([0-9., %/]{3,40}\)|black|white|\$[a-z][a-z0-9-]*))(, ?.+)?$/i;
const STROKE = /^\d{1,3}(\.\d{1,3})?px (#[0-9a-f]{3,8}|(rgb|hsl)a?\([0-9., %/]{3,40}\)|black|white|\$[a-z][a-z0-9-]*)$/i;

export function FontFields({ font = {}, mixed = new Set(), onCommit }: Props) {
  const { t } = useTranslation('panels');
  const fonts = useDoc((doc) => doc.fonts);
  const families = [...FAMILIES.map((value) => ({ value: value as string, label: value })), ...Object.entries(fonts ?? {}).map(([value, { family }]) => ({ value, label: family }))];
  const fit = (change: { readonly [K in keyof Fit]?: Fit[K] | undefined }): void => { onCommit({ fit: patchedPart(font.fit, change) }); };
  return (
    <Stack gap="xs">
      <ChoiceField label={t('font.font')} none={t('font.usual')} value={font.font} mixed={mixed.has('font')} choices={families} onCommit={(value) => { onCommit({ font: value }); }} />
      <SimpleGrid cols={2} spacing="xs" verticalSpacing="xs">
        <NumberField label={t('font.size')} unit="px" min={1} max={4000} value={font.size} mixed={mixed.has('size')} onCommit={(size) => { onCommit({ size }); }} clearable />
        <ChoiceField label={t('font.weight')} none={t('font.usual')} value={font.weight === undefined ? undefined : String(font.weight)} mixed={mixed.has('weight')} choices={WEIGHTS.map((value) => ({ value: value as string, label: value }))} onCommit={(value) => { onCommit({ weight: value === undefined ? undefined : Number(value) }); }} />
        <ChoiceField label={t('font.align')} none={t('font.usual')} value={font.align} mixed={mixed.has('align')} choices={choices(t, 'font.aligns', ['start', 'center', 'end'])} onCommit={(align) => { onCommit({ align }); }} />
        <ChoiceField label={t('font.valign')} none={t('font.usual')} value={font.valign} mixed={mixed.has('valign')} choices={choices(t, 'font.valigns', ['top', 'middle', 'bottom'])} onCommit={(valign) => { onCommit({ valign }); }} />
        <NumberField label={t('font.lh')} step={0.05} digits={2} min={0.5} max={4} value={font.lh} mixed={mixed.has('lh')} onCommit={(lh) => { onCommit({ lh }); }} clearable />
        <NumberField label={t('font.ls')} unit="em" step={0.01} digits={2} min={-1} max={2} value={font.ls} mixed={mixed.has('ls')} onCommit={(ls) => { onCommit({ ls }); }} clearable />
      </SimpleGrid>
      <ColourField label={t('font.color')} value={font.color} mixed={mixed.has('color')} onCommit={(color) => { onCommit({ color }); }} />
      <Group gap="md">
        <SwitchField label={t('font.italic')} value={font.italic === true} mixed={mixed.has('italic')} onCommit={(yes) => { onCommit({ italic: yes ? true : undefined }); }} />
        <SwitchField label={t('font.tabular')} value={font.tabular === true} mixed={mixed.has('tabular')} onCommit={(yes) => { onCommit({ tabular: yes ? true : undefined }); }} />
      </Group>
      <SimpleGrid cols={2} spacing="xs" verticalSpacing="xs">
        <ChoiceField label={t('fit.mode')} none={t('font.usual')} value={font.fit?.mode} mixed={mixed.has('fit')} choices={choices(t, 'fit.modes', ['shrink', 'wrap', 'ellipsis', 'clip', 'marquee'])} onCommit={(mode) => { fit({ mode }); }} />
        <NumberField label={t('fit.min')} unit="×" step={0.05} digits={2} min={0.1} max={1} value={font.fit?.min} onCommit={(min) => { fit({ min }); }} clearable />
        <NumberField label={t('fit.lines')} min={1} max={20} value={font.fit?.lines} onCommit={(lines) => { fit({ lines }); }} clearable />
        <ChoiceField label={t('font.dir')} none={t('font.usual')} value={font.dir} mixed={mixed.has('dir')} choices={choices(t, 'font.dirs', ['auto', 'ltr', 'rtl'])} onCommit={(dir) => { onCommit({ dir }); }} />
      </SimpleGrid>
      <WordsField label={t('font.shadow')} placeholder="0 2px 8px #000" value={font.shadow} mixed={mixed.has('shadow')} onCommit={(shadow) => { if (shadow === undefined || SHADOW.test(shadow)) onCommit({ shadow }); }} />
      <WordsField label={t('font.stroke')} placeholder="2px black" value={font.stroke} mixed={mixed.has('stroke')} onCommit={(stroke) => { if (stroke === undefined || STROKE.test(stroke)) onCommit({ stroke }); }} />
    </Stack>
  );
}

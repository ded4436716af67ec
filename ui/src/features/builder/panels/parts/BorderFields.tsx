/** A border as width, style and colour; in the document it is one text. */
import { SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../fields/ChoiceField';
import { ColourField } from '../fields/ColourField';
import { NumberField } from '../fields/NumberField';
import { choices } from '../words';

interface Props {
  readonly border: string | undefined;
  readonly mixed?: boolean;
  readonly onCommit: (border: string | undefined) => void;
}

const STYLES = ['solid', 'dashed', 'dotted', 'double'] as const;
type Style = (typeof STYLES)[number];

export function BorderFields({ border, mixed = false, onCommit }: Props) {
  const { t } = useTranslation('panels');
  const [, width = '0', style = 'solid', color = '#ffffff'] = /^(\d+(?:\.\d+)?)px (\w+) (.+)$/.exec(border ?? '') ?? [];
  const put = (next: { width?: number | undefined; style?: Style | undefined; color?: string | undefined }): void => {
    const wide = next.width ?? (Number(width) || (next.width === undefined ? 2 : 0));
    onCommit(wide === 0 || next.width === 0 ? undefined : `${wide}px ${next.style ?? style} ${next.color ?? color}`);
  };
  return (
    <Stack gap="xs">
      <SimpleGrid cols={2} spacing="xs">
        <NumberField label={t('border.width')} unit="px" min={0} max={9999} value={border === undefined ? undefined : Number(width)} usual={0} mixed={mixed} onCommit={(value) => { put({ width: value ?? 0 }); }} clearable />
        <ChoiceField label={t('border.style')} value={style as Style} choices={choices(t, 'border.styles', STYLES)} onCommit={(value) => { put({ style: value }); }} />
      </SimpleGrid>
      {border !== undefined && <ColourField label={t('border.color')} none={false} value={color} onCommit={(value) => { put({ color: value }); }} />}
    </Stack>
  );
}

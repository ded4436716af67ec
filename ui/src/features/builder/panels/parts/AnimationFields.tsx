/** How something comes, goes or changes: which movement, how long, and after what wait; tried at once. */
import { Button, SimpleGrid, Stack } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Animation, Motion } from '../../../../document/schema';
import { ChoiceField } from '../fields/ChoiceField';
import { NumberField } from '../fields/NumberField';
import { patched } from '../model';
import { choices } from '../words';

interface Props {
  readonly label: string;
  readonly kind: 'in' | 'out' | 'change';
  readonly value: Animation | undefined;
  readonly mixed?: boolean;
  readonly onCommit: (value: Animation | undefined) => void;
  /** Absent: there is nothing to try it on. */
  readonly onTest?: () => void;
}

export const IN: readonly Exclude<Motion, 'none'>[] = ['fadeIn', 'fadeInDown', 'fadeInUp', 'fadeInLeft', 'fadeInRight', 'slideInLeft', 'slideInRight', 'slideInUp', 'slideInDown', 'zoomIn', 'zoomInUp', 'zoomInDown', 'bounceIn', 'bounceInUp', 'bounceInDown', 'rotateIn', 'flipInX', 'flipInY'];
export const OUT: readonly Exclude<Motion, 'none'>[] = ['fadeOut', 'slideOutLeft', 'slideOutRight', 'zoomOut'];
export const CHANGE: readonly Exclude<Motion, 'none'>[] = ['pulse', 'countUp', 'flip', 'fadeIn', 'zoomIn', 'bounceIn', 'flipInX'];
const OF = { in: IN, out: OUT, change: CHANGE } as const;

export function AnimationFields({ label, kind, value, mixed = false, onCommit, onTest }: Props) {
  const { t } = useTranslation('panels');
  const motions: readonly Exclude<Motion, 'none'>[] = value !== undefined && value.name !== 'none' && !OF[kind].includes(value.name) ? [...OF[kind], value.name] : OF[kind];
  return (
    <Stack gap="xs" role="group" aria-label={label}>
      <ChoiceField label={label} none={t('motion.none')} mixed={mixed} value={value?.name === 'none' ? undefined : value?.name} choices={choices(t, 'motion', motions)} onCommit={(name) => { onCommit(name === undefined ? undefined : { ...value, name }); }} />
      {value !== undefined && value.name !== 'none' && (
        <>
          <SimpleGrid cols={3} spacing="xs">
            <NumberField label={t('motion.ms')} unit="ms" min={0} max={5000} step={100} value={value.ms} usual={600} onCommit={(ms) => { onCommit(patched(value, { ms })); }} clearable />
            <NumberField label={t('motion.delay')} unit="ms" min={0} max={5000} step={100} value={value.delay} usual={0} onCommit={(delay) => { onCommit(patched(value, { delay })); }} clearable />
            <ChoiceField label={t('motion.ease')} none={t('font.usual')} value={value.ease} choices={choices(t, 'motion.eases', ['out', 'inOut', 'linear', 'spring'])} onCommit={(ease) => { onCommit(patched(value, { ease })); }} />
          </SimpleGrid>
          {onTest !== undefined && <Button size="compact-xs" variant="default" leftSection={<IconPlayerPlay size={14} aria-hidden />} aria-label={t('motion.testOf', { label })} onClick={onTest}>{t('motion.test')}</Button>}
        </>
      )}
    </Stack>
  );
}

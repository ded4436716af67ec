/** When the chosen blocks are shown. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeChosen, patched, shared, useChosen } from '../model';
import { ConditionEditor } from '../parts/ConditionEditor';

export function WhenSection() {
  const { t } = useTranslation('panels');
  const { value, mixed } = shared(useChosen().map(([, block]) => block), (block) => block.when);
  if (mixed) return <Text size="xs" c="dimmed">{t('when.mixed')}</Text>;
  return <ConditionEditor label={t('section.when')} value={value} onCommit={(when) => { changeChosen('edit.when', (block) => patched(block, { when })); }} />;
}

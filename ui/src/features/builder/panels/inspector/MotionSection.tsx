/** How the chosen blocks come, go and change. */
import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { animate } from '../../../../blocks/animate';
import { changeChosen, patched, shared, useChosen } from '../model';
import { AnimationFields } from '../parts/AnimationFields';

const KINDS = ['in', 'out', 'change'] as const;
type Kind = (typeof KINDS)[number];

export function MotionSection() {
  const { t } = useTranslation('panels');
  const chosen = useChosen();
  const blocks = chosen.map(([, block]) => block);
  const test = (kind: Kind): void => {
    for (const [id, block] of chosen) {
      for (const element of document.querySelectorAll<HTMLElement>(`[data-block="${id}"]`)) animate(element, block[kind], kind, false);
    }
  };
  return (
    <Stack gap="sm">
      {KINDS.map((kind) => (
        <AnimationFields key={kind} kind={kind} label={t(`motion.kind.${kind}`)} {...shared(blocks, (block) => block[kind])} onTest={() => { test(kind); }} onCommit={(value) => { changeChosen('edit.motion', (block) => patched(block, { [kind]: value })); }} />
      ))}
    </Stack>
  );
}

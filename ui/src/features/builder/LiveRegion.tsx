/** One voice for all that happens to blocks: who does not see it move, hears where it is. */
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { blockName } from './panels/words';
import { useBuilder } from './store';

export function LiveRegion() {
  const { t } = useTranslation('builder');
  const { t: words } = useTranslation('panels');
  const said = useBuilder((state) => state.said);
  const block = useBuilder((state) => state.doc.blocks[[...state.selected][0] ?? '']);
  const many = useBuilder((state) => state.selected.size);
  return <VisuallyHidden role="status" aria-live="polite" data-said>{said === null ? '' : sentence()}</VisuallyHidden>;

  function sentence(): string {
    if (said === null) return '';
    const { label, snap, ...values } = said.values;
    const name = block === undefined ? '' : many > 1 ? t('said.several', { count: many }) : blockName(words, block);
    const told = t(said.key, { ...values, name, what: typeof label === 'string' ? t(label) : '' });
    return typeof snap === 'string' && snap !== '' ? t('said.snapped', { told, where: t(`snap.${snap}`) }) : told;
  }
}

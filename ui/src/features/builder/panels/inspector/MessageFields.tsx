/** Lines for the runner: of all displays, of this block alone, or the runner's own. */
import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../fields/ChoiceField';
import { choices } from '../words';
import { LinesEditor } from '../parts/LinesEditor';
import type { Of } from './ContentSection';

export function MessageFields({ block, put }: Of<'message'>) {
  const { t } = useTranslation('panels');
  const from = block.from ?? 'global';
  return (
    <Stack gap="xs">
      <ChoiceField label={t('message.from')} value={from} choices={choices(t, 'message.froms', ['global', 'own', 'runner'])} onCommit={(next) => { put({ from: next }); }} />
      <ChoiceField label={t('message.pick')} value={block.pick ?? 'random'} choices={choices(t, 'message.picks', ['random', 'cycle'])} onCommit={(pick) => { put({ pick }); }} />
      {from === 'own' && <LinesEditor label={t('message.own')} lines={block.list ?? []} most={500} onCommit={(list) => { put({ list: list.length === 0 ? undefined : list }); }} />}
    </Stack>
  );
}

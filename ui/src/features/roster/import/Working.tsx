/** What the hub is doing with the import, and how far it is. */
import { useTranslation } from 'react-i18next';
import { Busy } from '../../../components/Busy';
import { useFormat } from '../../../components/time';
import { useProgress } from './useProgress';

interface Props { readonly eventId: number; readonly id: number; readonly working: boolean }

export function Working({ eventId, id, working }: Props) {
  const { t } = useTranslation('roster');
  const { number } = useFormat();
  const progress = useProgress(eventId, id, working);
  if (!working) return null;
  const stage = progress?.stage ?? 'reading';
  if (progress === null || progress.total === 0) return <Busy label={t(`import.stage.${stage}`)} />;
  return <Busy label={t('import.stageOf', { stage: t(`import.stage.${stage}`), done: number(progress.done), total: number(progress.total) })} part={progress.done / progress.total} afterMs={0} />;
}

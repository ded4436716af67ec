/** How old what is shown is, counting on by itself; it turns loud when that is older than it should be. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat, type Instant } from './time';
import { useNow } from './useNow';

interface Props {
  /** When the newest of it came in; null when nothing has come yet. */
  readonly at: Instant | null;
  /** Older than this is an alarm. */
  readonly lateAfterS?: number;
  /** Milliseconds by which the hub's clock is ahead of this device's. */
  readonly clockAhead?: number;
}

export function DataAge({ at, lateAfterS, clockAhead = 0 }: Props) {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const now = useNow(1_000) + clockAhead;
  if (at === null) return <Text span size="sm" c="dimmed">{t('age.never')}</Text>;
  const instant = Math.min(new Date(at).getTime(), now);
  const late = lateAfterS !== undefined && now - instant > lateAfterS * 1000;
  return (
    <Text span size="sm" className="numbers" c={late ? 'red' : 'dimmed'} fw={late ? 600 : 400} title={format.exact(at)}>
      {format.ago(instant, now)}
    </Text>
  );
}

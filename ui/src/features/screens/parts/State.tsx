/** Whether a screen is up, in words with a sign; and since when, counting on. */
import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../api/generated';
import { DataAge } from '../../../components/DataAge';
import { useFormat } from '../../../components/time';
import { useNow } from '../../../components/useNow';
import { LATE_S, LOOKS } from '../looks';

interface Props { readonly screen: Pick<Screen, 'state' | 'up_since'>; readonly clockAhead: number }

export function State({ screen, clockAhead }: Props) {
  const { t } = useTranslation('screens');
  const format = useFormat();
  const now = useNow(1_000) + clockAhead;
  const { state } = screen;
  // Of the others the heartbeat beside it says how long they are away.
  const since = screen.state === 'up' ? screen.up_since : null;
  const { color, Icon } = LOOKS[state];
  const words = since === null ? t(`state.${state}`) : t('upSince', { since: format.ago(Math.min(new Date(since).getTime(), now), now) });
  return <Badge color={color} title={since === null ? undefined : format.exact(since)} leftSection={<Icon size={14} aria-hidden />} style={{ maxWidth: '100%' }}>{words}</Badge>;
}

export function Heartbeat({ screen: { seen_at, state }, clockAhead }: { readonly screen: Pick<Screen, 'seen_at' | 'state'>; readonly clockAhead: number }) {
  const { t } = useTranslation('screens');
  return (
    <Group gap={4} wrap="nowrap">
      <Text span size="sm" c="dimmed">{t('heard')}</Text>
      <DataAge at={seen_at} clockAhead={clockAhead} {...(state === 'never' ? {} : { lateAfterS: LATE_S })} />
    </Group>
  );
}

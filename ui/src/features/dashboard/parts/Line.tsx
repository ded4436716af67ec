/** How fresh this page is. Old data that looks new is the worst a dashboard can show, so it says so in a sentence. */
import { Alert, Group, Text } from '@mantine/core';
import { IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../../components/useNow';
import type { Look } from '../useDashboard';
import { duration } from '../words';

const OLD_AFTER_MS = 12_000;

export function Line({ line, checked, clockAhead }: Pick<Look, 'line' | 'checked' | 'clockAhead'>) {
  const { t } = useTranslation('dashboard');
  const now = useNow(1_000) + clockAhead;
  const age = checked === null ? null : Math.max(0, now - checked);
  const old = age !== null && age > OLD_AFTER_MS;
  if (line !== 'ended' && !old && line !== 'lost') {
    return (
      <Group gap={6} wrap="nowrap" c="dimmed">
        <IconPlugConnected size={18} aria-hidden />
        <Text span size="sm">{line === 'live' ? t('line.live') : t('line.opening')}</Text>
      </Group>
    );
  }
  const told = { age: duration(t, Math.floor((age ?? 0) / 1000)) };
  return (
    <Alert color="red.9" variant="filled" py={8} icon={<IconPlugConnectedX aria-hidden />} role="alert">
      {line === 'ended' ? t('line.ended', told) : line === 'lost' ? t('line.lost', told) : t('line.old', told)}
    </Alert>
  );
}

/** Who sends: there, silent or gone, and since when. */
import { Badge, Paper, Stack, Text } from '@mantine/core';
import { IconAntennaBars5, IconAntennaBarsOff, IconPlugConnectedX, IconQuestionMark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Sender } from '../../../api/generated';
import { useFormat } from '../../../components/time';
import { useNow } from '../../../components/useNow';
import { duration, reasonText } from '../words';

export const SENDER_LOOKS = {
  connected: { color: 'green', Icon: IconAntennaBars5 },
  silent: { color: 'red', Icon: IconAntennaBarsOff },
  gone: { color: 'gray', Icon: IconPlugConnectedX },
  unsure: { color: 'orange', Icon: IconQuestionMark },
} as const;

export function Senders({ senders, clockAhead }: { readonly senders: readonly Sender[]; readonly clockAhead: number }) {
  const { t } = useTranslation('dashboard');
  if (senders.length === 0) return <Text c="dimmed" size="sm">{t('sender.none')}</Text>;
  return <Stack gap={6}>{senders.map((sender) => <One key={sender.id} sender={sender} clockAhead={clockAhead} />)}</Stack>;
}

function One({ sender, clockAhead }: { readonly sender: Sender; readonly clockAhead: number }) {
  const { t } = useTranslation('dashboard');
  const { number } = useFormat();
  const now = useNow(1_000) + clockAhead;
  const { color, Icon } = SENDER_LOOKS[sender.state];
  const facts = [
    t('sender.rows', { count: sender.rows, shown: number(sender.rows) }),
    ...(sender.gaps > 0 ? [t('sender.gaps', { count: sender.gaps })] : []),
    ...(sender.unreadable > 0 ? [t('sender.unreadable', { count: sender.unreadable })] : []),
    ...(sender.address === '' ? [] : [sender.address]),
  ];
  return (
    <Paper withBorder px="sm" py={6}>
      <Text fw={600} component="div" style={{ overflowWrap: 'anywhere' }}>
        <Badge color={color} mr={8} leftSection={<Icon size={12} aria-hidden />}>{t(`sender.${sender.state}`)}</Badge>
        {sender.name}
      </Text>
      <Text size="sm" c="dimmed" className="numbers">
        {t('sender.since', { duration: duration(t, (now - sender.since) / 1000) })}{sender.state === 'gone' && sender.reason !== '' ? ` (${reasonText(t, sender.reason)})` : ''} · {facts.join(' · ')}
      </Text>
    </Paper>
  );
}

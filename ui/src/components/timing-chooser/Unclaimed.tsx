/** Streams that belong to nobody yet; only an administrator of the hub is told of them. */
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CHOICES, claimStream, type UnclaimedStream } from '../../api/timing-choice';
import { DataAge } from '../DataAge';
import { ProblemAlert } from '../ProblemAlert';
import { useFormat } from '../time';
import { done } from '../toast';

export function Unclaimed({ streams }: { readonly streams: readonly UnclaimedStream[] }) {
  const { t } = useTranslation('displays');
  const { number } = useFormat();
  const queries = useQueryClient();
  const claim = useMutation({
    mutationFn: ({ id }: UnclaimedStream) => claimStream(id),
    onSuccess: ({ key, timing_sessions: count }) => { done(t('unclaimed.done', { name: key, count })); },
    onSettled: () => queries.invalidateQueries({ queryKey: CHOICES }),
  });
  if (streams.length === 0) return null;
  return (
    <Stack gap={6} component="section">
      <Title order={3} size="h5">{t('unclaimed.title')}</Title>
      <Text size="sm" c="dimmed">{t('unclaimed.text')}</Text>
      <ProblemAlert error={claim.error} />
      {streams.map((stream) => (
        <Paper key={stream.id} withBorder px="sm" py={6}>
          <Group justify="space-between" gap="xs">
            <div>
              <Text fw={650} style={{ overflowWrap: 'anywhere' }}>{stream.key}</Text>
              <Text size="sm" c="dimmed" component="div" className="numbers">{[stream.program, stream.told_event].filter((part) => part !== '').map((part) => `${part} · `)}{t('choose.reads', { count: stream.reads, shown: number(stream.reads) })} · <DataAge at={stream.newest_received} /></Text>
            </div>
            <Button size="compact-sm" variant="default" aria-label={t('unclaimed.claimOne', { name: stream.key })} loading={claim.isPending && claim.variables.id === stream.id} onClick={() => { claim.mutate(stream); }}>{t('unclaimed.claim')}</Button>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}

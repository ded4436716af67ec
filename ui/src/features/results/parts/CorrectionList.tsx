/** What people have put right, the newest first; what was undone stays, and can be made again. */
import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Correction } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { done } from '../../../components/toast';
import { redoCorrection, undoCorrection } from '../requests';
import type { Desk } from '../useDesk';
import { correctionText, whoText } from '../words';

interface Props {
  readonly desk: Desk;
  readonly items: readonly Correction[];
  readonly zone?: string;
  /** Of several runners: says whose each is. */
  readonly named?: boolean;
}

export function CorrectionList({ desk, items, zone, named = false }: Props) {
  const { t } = useTranslation('results');
  if (items.length === 0) return <Text c="dimmed">{t('noCorrections')}</Text>;
  return <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>{items.map((one) => <One key={one.id} desk={desk} one={one} zone={zone} named={named} />)}</Stack>;
}

function One({ desk, one, zone, named }: { readonly desk: Desk; readonly one: Correction; readonly zone: string | undefined; readonly named: boolean }) {
  const { t, i18n } = useTranslation('results');
  const { clock, dateTime } = useFormat(zone);
  const stands = one.undone_at === null;
  const act = useMutation({
    mutationFn: async () => { await (stands ? undoCorrection(desk.eventId, one.id) : redoCorrection(desk.eventId, one.id)); },
    onSuccess: async () => { done(t(stands ? 'undone' : 'madeAgain')); await desk.refresh(); },
  });
  return (
    <Paper component="li" withBorder p="xs">
      <Group justify="space-between" gap="xs" align="flex-start" wrap="nowrap">
        <Stack gap={2} style={{ minWidth: 0 }}>
          {named && one.person !== null && <Text size="sm" fw={600}>{whoText(one.person, t)}</Text>}
          <Group gap="xs">
            <Text td={stands ? undefined : 'line-through'} c={stands ? undefined : 'dimmed'}>{correctionText(one, t, clock, i18n.language)}</Text>
            {!stands && <Badge color="gray" size="sm">{t('wasUndone')}</Badge>}
          </Group>
          <Text size="sm">{one.reason}</Text>
          <Text size="xs" c="dimmed">{t('madeBy', { by: one.made_by, at: dateTime(one.made_at) })}{one.undone_at !== null && ` · ${t('undoneBy', { by: one.undone_by, at: dateTime(one.undone_at) })}`}</Text>
          <ProblemAlert error={act.error} />
        </Stack>
        {desk.mayEdit && <Button size="xs" variant="default" loading={act.isPending} onClick={() => { act.mutate(); }}>{t(stands ? 'undo' : 'redo')}</Button>}
      </Group>
    </Paper>
  );
}

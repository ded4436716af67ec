/** Everything that was heard of one runner, used or not; what a person voids stays here and can be restored. */
import { Badge, Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Oddity, PassingHeard } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { done, undoable } from '../../../components/toast';
import { undoCorrection, voidPassing } from '../requests';
import type { Desk } from '../useDesk';
import { stepText } from '../words';

interface Props {
  readonly desk: Desk;
  readonly reads: readonly PassingHeard[];
  readonly onOdd: (odd: readonly Oddity[]) => void;
}

export function Passings({ desk, reads, onOdd }: Props) {
  const { t } = useTranslation('results');
  if (reads.length === 0) return <Text c="dimmed">{t('noReads')}</Text>;
  return <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>{reads.map((one) => <Heard key={`${one.session_id}-${one.location_id}-${one.tag}-${one.passing_no}`} desk={desk} one={one} onOdd={onOdd} />)}</Stack>;
}

function Heard({ desk, one, onOdd }: { readonly desk: Desk; readonly one: PassingHeard; readonly onOdd: Props['onOdd'] }) {
  const { t, i18n } = useTranslation(['results', 'why']);
  const [asking, setAsking] = useState(false);
  const restore = useMutation({
    mutationFn: (id: number) => undoCorrection(desk.eventId, id),
    onSuccess: async () => { done(t('restored')); await desk.refresh(); },
  });
  return (
    <Paper component="li" withBorder p="xs">
      <Group justify="space-between" gap="xs" align="flex-start" wrap="nowrap">
        <Stack gap={2} style={{ minWidth: 0 }}>
          <Group gap="xs">
            <Text fw={600} style={{ fontVariantNumeric: 'tabular-nums' }} td={one.void_id === null ? undefined : 'line-through'}>{one.clock}</Text>
            <Text>{one.location}</Text>
            {one.used_as !== null && <Badge color="green" size="sm">{t('usedAs', { point: one.used_as })}</Badge>}
          </Group>
          <Text size="xs" c="dimmed">{[one.session, ...(one.reads === 0 ? [] : [t('rawReads', { count: one.reads })]), t('tag', { tag: one.tag }), ...(one.heard === null ? [] : [t('heardAt', { at: one.heard })])].join(' · ')}</Text>
          {one.not_used !== null && <Text size="sm" c="dimmed">{stepText(one.not_used, t, i18n.language)}</Text>}
          <ProblemAlert error={restore.error} />
        </Stack>
        {desk.mayEdit && (one.void_id === null
          ? !asking && <Button size="xs" variant="default" onClick={() => { setAsking(true); }} aria-label={t('voidOf', { at: one.clock, location: one.location })}>{t('void')}</Button>
          : <Button size="xs" variant="default" loading={restore.isPending} onClick={() => { if (one.void_id !== null) restore.mutate(one.void_id); }}>{t('restore')}</Button>)}
      </Group>
      {asking && <VoidForm desk={desk} one={one} onOdd={onOdd} onClose={() => { setAsking(false); }} />}
    </Paper>
  );
}

function VoidForm({ desk, one, onOdd, onClose }: { readonly desk: Desk; readonly one: PassingHeard; readonly onOdd: Props['onOdd']; readonly onClose: () => void }) {
  const { t } = useTranslation('results');
  const form = useForm({ initialValues: { reason: '' }, validate: { reason: (text) => (text.trim() === '' ? t('form.reasonMissing') : null) } });
  const save = useMutation({
    mutationFn: (reason: string) => voidPassing(desk.eventId, { session_id: one.session_id, location_id: one.location_id, tag: one.tag, passing_no: one.passing_no, reason }),
    onSuccess: async ({ correction, warnings }) => {
      onClose();
      onOdd(warnings);
      undoable(t('voided', { at: one.clock }), async () => { await undoCorrection(desk.eventId, correction.id); await desk.refresh(); });
      await desk.refresh();
    },
  });
  return (
    <form onSubmit={form.onSubmit(({ reason }) => { save.mutate(reason); })}>
      <Stack gap="xs" mt="xs">
        <TextInput label={t('form.reason')} description={t('form.voidHint')} maxLength={500} autoComplete="off" data-autofocus autoFocus {...form.getInputProps('reason')} />
        <ProblemAlert error={save.error} />
        <Group gap="xs"><Button type="submit" size="xs" color="red" loading={save.isPending}>{t('voidIt')}</Button><Button size="xs" variant="subtle" onClick={onClose}>{t('cancel')}</Button></Group>
      </Stack>
    </form>
  );
}

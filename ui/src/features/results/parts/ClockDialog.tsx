/** Puts the clock of a box right for an interval, and says beforehand how much that moves. */
import { Alert, Button, Group, Modal, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Interval, Source, Sources } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { undoable } from '../../../components/toast';
import { useFormProblems } from '../../../components/useFormProblems';
import { shiftClock, sourcesQuery, touchedQuery, undoCorrection } from '../requests';
import type { Desk } from '../useDesk';
import { readTime } from '../words';

interface Props { readonly opened: boolean; readonly desk: Desk; readonly onClose: () => void }

const TYPING_MS = 300;

export function ClockDialog({ opened, desk, onClose }: Props) {
  const { t } = useTranslation('results');
  const sources = useQuery({ ...sourcesQuery(desk.eventId), enabled: opened });
  return (
    <Modal opened={opened} onClose={onClose} title={t('action.clock')} size="lg" closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <ProblemAlert error={sources.error} />
      {opened && sources.data?.items.length === 0 && <Text>{t('clock.noBox')}</Text>}
      {opened && sources.data !== undefined && sources.data.items.length > 0 && <ClockForm desk={desk} sources={sources.data} onClose={onClose} />}
    </Modal>
  );
}

/** `2027-06-27T10:30:05` on the wall clock of the zone, `more` ms later. */
function wallClock(at: string | null, zone: string, more = 0): string {
  if (at === null) return '';
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(Date.parse(at) + more);
  return parts.replace(' ', 'T');
}

interface Values { session: string; location: string | null; since: string; until: string; shift: string; reason: string }

function spanOf(source: Source | undefined, zone: string): Pick<Values, 'since' | 'until'> {
  return { since: wallClock(source?.first_at ?? null, zone), until: wallClock(source?.last_at ?? null, zone, 1000) };
}

function intervalOf({ session, location, since, until }: Values): Interval | null {
  if (session === '' || since === '' || until === '' || since >= until) return null;
  return { session_id: Number(session), location_id: location === null ? null : Number(location), since, until };
}

function ClockForm({ desk, sources: { items, zone }, onClose }: { readonly desk: Desk; readonly sources: Sources; readonly onClose: () => void }) {
  const { t } = useTranslation('results');
  const first = items[0];
  const form = useForm<Values>({
    initialValues: { session: String(first?.session_id ?? ''), location: null, ...spanOf(first, zone), shift: '', reason: '' },
    validate: {
      until: (_, values) => (intervalOf(values) === null ? t('clock.order') : null),
      shift: (text) => { const ms = readTime(text); return ms === null || ms === 0 ? t('clock.shiftWrong') : null; },
      reason: (text) => (text.trim() === '' ? t('form.reasonMissing') : null),
    },
  });
  const source = items.find(({ session_id: id }) => String(id) === form.values.session);
  const save = useMutation({
    mutationFn: (values: Values) => {
      const interval = intervalOf(values);
      if (interval === null) throw new Error(t('clock.order'));
      return shiftClock(desk.eventId, { ...interval, ms: readTime(values.shift) ?? 0, reason: values.reason });
    },
    onSuccess: async ({ correction }) => {
      onClose();
      undoable(t('clock.done'), async () => { await undoCorrection(desk.eventId, correction.id); await desk.refresh(); });
      await desk.refresh();
    },
  });
  const error = useFormProblems(form, save.error);
  const choose = (session: string | null) => {
    const next = items.find(({ session_id: id }) => String(id) === session);
    if (next !== undefined) form.setValues({ session: String(next.session_id), location: null, ...spanOf(next, zone) });
  };
  return (
    <form onSubmit={form.onSubmit((values) => { save.mutate(values); })}>
      <Stack gap="sm">
        <Text size="sm">{t('clock.text', { zone })}</Text>
        <Group gap="sm" align="flex-start" grow>
          <Select label={t('clock.box')} allowDeselect={false} data={items.map(({ session_id: id, name }) => ({ value: String(id), label: name }))} value={form.values.session} onChange={choose} />
          <Select label={t('clock.location')} placeholder={t('clock.everywhere')} clearable data={(source?.locations ?? []).map(({ id, name }) => ({ value: String(id), label: name }))} {...form.getInputProps('location')} />
        </Group>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput type="datetime-local" step={1} label={t('clock.since')} {...form.getInputProps('since')} />
          <TextInput type="datetime-local" step={1} label={t('clock.until')} {...form.getInputProps('until')} />
        </SimpleGrid>
        <TextInput label={t('clock.shift')} description={t('clock.shiftHint')} placeholder="-3.5" autoComplete="off" maxLength={12} {...form.getInputProps('shift')} />
        <TextInput label={t('form.reason')} maxLength={500} autoComplete="off" {...form.getInputProps('reason')} />
        <Preview desk={desk} interval={intervalOf(form.values)} zone={zone} />
        <ProblemAlert error={error} withFields={false} />
        <Group justify="flex-end"><Button variant="subtle" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={save.isPending}>{t('clock.do')}</Button></Group>
      </Stack>
    </form>
  );
}

function Preview({ desk, interval, zone }: { readonly desk: Desk; readonly interval: Interval | null; readonly zone: string }) {
  const { t } = useTranslation('results');
  const { clock, number } = useFormat(zone);
  const [asked] = useDebouncedValue(JSON.stringify(interval), TYPING_MS);
  const { data } = useQuery(touchedQuery(desk.eventId, JSON.parse(asked) as Interval | null)); // written from one a line above
  if (data === undefined || interval === null) return null;
  const span = data.first_at === null || data.last_at === null ? '' : t('clock.span', { first: clock(data.first_at), last: clock(data.last_at) });
  return (
    <Alert color={data.passings === 0 || data.overlapping.length > 0 ? 'orange' : 'blue'} role="status">
      {t('clock.touched', { count: data.passings, number: number(data.passings), people: number(data.people) })} {span}
      {data.overlapping.length > 0 && <> {t('clock.overlapping', { count: data.overlapping.length })}</>}
    </Alert>
  );
}

/** Bib ranges, and giving bibs to everybody who has none: first shown, then done. */
import { ActionIcon, Button, Drawer, Group, NumberInput, Select, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Assignment, BibRange, RaceSize } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { undoable } from '../../../components/toast';
import { addRange, assignBibs, rangesQuery, removeRange, undoBibs } from '../requests';
import type { Place } from '../useRoster';

interface Props { readonly opened: boolean; readonly place: Place; readonly races: readonly RaceSize[]; readonly onClose: () => void }

export function BibsDrawer({ opened, place, races, onClose }: Props) {
  const { t } = useTranslation('roster');
  return (
    <Drawer opened={opened} onClose={onClose} position="right" size="lg" title={t('ranges.title')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      {opened && <Stack gap="xl"><Ranges place={place} races={races} /><Assign place={place} races={races} onClose={onClose} /></Stack>}
    </Drawer>
  );
}

type Part = Omit<Props, 'opened' | 'onClose'>;

function useRaceData(races: readonly RaceSize[]) {
  return races.flatMap(({ race_id: id, name }) => (id === null ? [] : [{ value: String(id), label: name }]));
}

function Ranges({ place, races }: Part) {
  const { t } = useTranslation('roster');
  const ranges = useQuery(rangesQuery(place.eventId));
  const names = new Map(races.map(({ race_id: id, name }) => [id, name]));
  const remove = useMutation({ mutationFn: (one: BibRange) => removeRange(place.eventId, one.id), onSuccess: place.refresh });
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">{t('ranges.text')}</Text>
      <ProblemAlert error={ranges.error ?? remove.error} />
      {(ranges.data?.items.length ?? 0) > 0 && (
        <Table.ScrollContainer minWidth={420}>
          <Table verticalSpacing={4}>
            <Table.Thead><Table.Tr><Table.Th>{t('ranges.bibs')}</Table.Th><Table.Th>{t('ranges.for')}</Table.Th><Table.Th ta="right">{t('ranges.free')}</Table.Th><Table.Td /></Table.Tr></Table.Thead>
            <Table.Tbody>
              {ranges.data?.items.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td>{one.prefix}{one.first_bib} – {one.prefix}{one.last_bib}</Table.Td>
                  <Table.Td>{[one.race_id === null ? t('ranges.everybody') : names.get(one.race_id), one.gender].filter(Boolean).join(', ')}</Table.Td>
                  <Table.Td ta="right">{one.free}</Table.Td>
                  <Table.Td ta="right"><ActionIcon variant="subtle" color="red" aria-label={t('ranges.remove', { from: one.first_bib, to: one.last_bib })} onClick={() => { remove.mutate(one); }}><IconTrash size={16} aria-hidden /></ActionIcon></Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <NewRange place={place} races={races} />
    </Stack>
  );
}

const NEW = { first: '' as number | string, last: '' as number | string, prefix: '', race: null as string | null, gender: null as 'M' | 'F' | 'X' | null }; // what the fields may hold

function NewRange({ place, races }: Part) {
  const { t } = useTranslation('roster');
  const form = useForm({ initialValues: NEW });
  const add = useMutation({
    mutationFn: ({ first, last, prefix, race, gender }: typeof NEW) => addRange(place.eventId, {
      first_bib: Number(first), last_bib: Number(last), prefix, race_id: race === null ? null : Number(race), gender: gender ?? '',
    }),
    onSuccess: async () => { form.reset(); await place.refresh(); },
  });
  return (
    <form onSubmit={form.onSubmit((values) => { add.mutate(values); })}>
      <Stack gap="xs">
        <Group gap="xs" align="flex-end">
          <TextInput label={t('ranges.prefix')} w={80} maxLength={10} {...form.getInputProps('prefix')} />
          <NumberInput label={t('ranges.first')} w={100} required min={0} max={999999} allowDecimal={false} {...form.getInputProps('first')} />
          <NumberInput label={t('ranges.last')} w={100} required min={0} max={999999} allowDecimal={false} {...form.getInputProps('last')} />
          <Select label={t('field.race')} w={150} clearable placeholder={t('filter.allRaces')} data={useRaceData(races)} {...form.getInputProps('race')} />
          <Select label={t('field.gender')} w={100} clearable placeholder={t('ranges.all')} data={['F', 'M', 'X']} {...form.getInputProps('gender')} />
          <Button type="submit" variant="default" loading={add.isPending} disabled={form.values.first === '' || form.values.last === ''}>{t('ranges.add')}</Button>
        </Group>
        <ProblemAlert error={add.error} />
      </Stack>
    </form>
  );
}

function Assign({ place, races, onClose }: Part & { readonly onClose: () => void }) {
  const { t } = useTranslation('roster');
  const [order, setOrder] = useState<NonNullable<Assignment['order']>>('registration');
  const [race, setRace] = useState<string | null>(null);
  const how: Assignment = { order, race_id: race === null ? null : Number(race) };
  const plan = useQuery({
    queryKey: ['roster', place.eventId, 'plan', how] as const,
    queryFn: () => assignBibs(place.eventId, { ...how, dry_run: true }),
  });
  const assign = useMutation({
    mutationFn: () => assignBibs(place.eventId, how),
    onSuccess: async ({ given, undo }) => {
      onClose();
      await place.refresh();
      if (undo !== null) undoable(t('assign.done', { count: given }), async () => { await undoBibs(place.eventId, undo); await place.refresh(); });
    },
  });
  const given = plan.data?.given ?? 0;
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">{t('assign.title')}</Title>
      <Group gap="xs">
        <Select label={t('assign.order')} w={200} allowDeselect={false} value={order} onChange={(next) => { if (next !== null) setOrder(next); }} data={(['registration', 'name', 'race'] as const).map((value) => ({ value, label: t(`assign.by.${value}`) }))} />
        <Select label={t('field.race')} w={180} clearable placeholder={t('filter.allRaces')} value={race} onChange={setRace} data={useRaceData(races)} />
      </Group>
      <ProblemAlert error={plan.error ?? assign.error} />
      {plan.data !== undefined && (
        <>
          <Text size="sm" role="status">{given === 0 && plan.data.without_range === 0 ? t('assign.nobody') : t('assign.plan', { count: given })} {plan.data.without_range > 0 && t('assign.without', { count: plan.data.without_range })}</Text>
          {given > 0 && (
            <Table verticalSpacing={2} fz="sm">
              <Table.Tbody>
                {plan.data.people.slice(0, 6).map((one) => <Table.Tr key={one.participant_id}><Table.Td w={90} ta="right" fw={600}>{one.bib}</Table.Td><Table.Td>{one.name === '' ? t('hiddenName') : one.name}</Table.Td></Table.Tr>)}
                {given > 6 && <Table.Tr><Table.Td ta="right">…</Table.Td><Table.Td c="dimmed">{t('assign.more', { count: given - 6 })}</Table.Td></Table.Tr>}
              </Table.Tbody>
            </Table>
          )}
          <Group justify="flex-end"><Button disabled={given === 0} loading={assign.isPending} onClick={() => { assign.mutate(); }}>{t('assign.do', { count: given })}</Button></Group>
        </>
      )}
    </Stack>
  );
}

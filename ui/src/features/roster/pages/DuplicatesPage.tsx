/** People who may be twice on the roster: side by side, with what speaks for it; one click makes them one. */
import { Anchor, Badge, Button, Card, Group, Radio, Stack, Table, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicatePair, Merge, Participant, RaceSize } from '../../../api/generated';
import { Busy } from '../../../components/Busy';
import { EmptyState } from '../../../components/EmptyState';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { undoable } from '../../../components/toast';
import { duplicatesQuery, mergePeople, summaryQuery, undoChange } from '../requests';
import { useRoster, type Place } from '../useRoster';
import { fieldName, nameOf, written, type Value } from '../words';

export function DuplicatesPage() {
  const { t } = useTranslation('roster');
  const place = useRoster();
  const found = useQuery(duplicatesQuery(place.eventId));
  const summary = useQuery(summaryQuery(place.eventId));
  const pairs = found.data?.items ?? [];
  return (
    <>
      <PageHeader
        order={2}
        title={t('duplicates.title')}
        description={t('duplicates.text')}
        above={<Anchor size="sm" renderRoot={(props) => <Link to="/p/$partner/events/$eventId/roster" params={{ partner: place.partner, eventId: place.eventId }} {...props} />}>{t('import.back')}</Anchor>}
      />
      <Stack>
        <ProblemAlert error={found.error} />
        {found.isPending && <Busy label={t('duplicates.looking')} />}
        {found.isSuccess && pairs.length === 0 && <EmptyState title={t('duplicates.none')} icon={<IconCircleCheck size={40} aria-hidden />} />}
        {found.data !== undefined && found.data.total > pairs.length && <Text c="dimmed">{t('duplicates.more', { count: found.data.total })}</Text>}
        {pairs.map((pair) => <Pair key={`${pair.first.id} ${pair.second.id}`} pair={pair} place={place} races={summary.data?.races ?? []} />)}
      </Stack>
    </>
  );
}

const FIELDS = ['bib', 'first_name', 'last_name', 'gender', 'age', 'born_on', 'city', 'state', 'country', 'race', 'division', 'team', 'wave', 'external_id', 'privacy', 'note'] as const;
type Field = typeof FIELDS[number];
type Side = 'first' | 'second';

interface PairProps { readonly pair: DuplicatePair; readonly place: Place; readonly races: readonly RaceSize[] }

function Pair({ pair, place, races }: PairProps) {
  const { t } = useTranslation('roster');
  const [keep, setKeep] = useState<Side>('first');
  const [chosen, setChosen] = useState<Partial<Record<Field, Side>>>({});
  const valueOf = (one: Participant, field: Field): Value => (field === 'race' ? races.find(({ race_id: id }) => id === one.race_id)?.name ?? '' : one[field]);
  const differ = FIELDS.filter((field) => valueOf(pair.first, field) !== valueOf(pair.second, field));
  const other: Side = keep === 'first' ? 'second' : 'first';
  const side = (field: Field): Side => chosen[field] ?? (written(valueOf(pair[keep], field), t) === t('blank') ? other : keep);
  const merge = useMutation({
    mutationFn: (told: Merge) => mergePeople(place.eventId, told),
    onSuccess: async ({ participant, undo }) => {
      await place.refresh();
      undoable(t('duplicates.merged', { name: nameOf(participant, t) }), async () => { await undoChange(place.eventId, undo); await place.refresh(); });
    },
  });
  return (
    <Card withBorder padding="sm" component="section" aria-label={nameOf(pair.first, t)}>
      <Stack gap="xs">
        <Group gap={6}>{pair.reasons.map((reason) => <Badge key={reason} variant="light" size="sm">{t(`duplicates.reason.${reason}`)}</Badge>)}</Group>
        <Table.ScrollContainer minWidth={300} type="native">
          <Table verticalSpacing={3} layout="fixed">
            <Table.Thead>
              <Table.Tr>
                <Table.Td w="6.5rem" />
                {(['first', 'second'] as const).map((one) => (
                  <Table.Th key={one}><Radio name={`keep ${pair.first.id} ${pair.second.id}`} checked={keep === one} onChange={() => { setKeep(one); }} label={t('duplicates.keep', { bib: written(pair[one].bib, t), name: nameOf(pair[one], t) })} /></Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {differ.map((field) => (
                <Table.Tr key={field}>
                  <Table.Td c="dimmed">{fieldName(field, t)}</Table.Td>
                  {(['first', 'second'] as const).map((one) => (
                    <Table.Td key={one}><Radio size="xs" name={`${field} ${pair.first.id} ${pair.second.id}`} checked={side(field) === one} onChange={() => { setChosen({ ...chosen, [field]: one }); }} label={written(valueOf(pair[one], field), t)} /></Table.Td>
                  ))}
                </Table.Tr>
              ))}
              <Table.Tr>
                <Table.Td c="dimmed">{fieldName('chips', t)}</Table.Td>
                <Table.Td colSpan={2}>{written([...new Set([...pair.first.chips, ...pair.second.chips])], t)}</Table.Td>
              </Table.Tr>
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <ProblemAlert error={merge.error} />
        <Group justify="flex-end">
          <Button size="sm" loading={merge.isPending} onClick={() => { merge.mutate({ keep: pair[keep].id, drop: pair[other].id, from_dropped: differ.filter((field) => side(field) === other) }); }}>{t('duplicates.merge')}</Button>
        </Group>
      </Stack>
    </Card>
  );
}

/** What each column is: suggested, shown with a few of its cells, and changed where the suggestion is wrong. */
import { Badge, Button, Group, SegmentedControl, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportChange, ImportColumn, RosterImport } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { changeImport } from '../requests';
import type { Place } from '../useRoster';
import { fieldName } from '../words';
import { Working } from './Working';

type Field = NonNullable<ImportColumn['field']>;
const FIELDS: readonly Field[] = [
  'bib', 'first_name', 'last_name', 'full_name', 'gender', 'age', 'dob', 'race', 'chips', 'city', 'state', 'country', 'team', 'division', 'wave',
  'external_id', 'privacy',
];
const ENCODINGS = ['utf-8', 'cp1252', 'cp1250', 'cp1251', 'cp1253', 'cp1254', 'cp1257', 'utf-16', 'mac-roman'];

interface Props { readonly found: RosterImport; readonly place: Place; readonly onChanged: (found: RosterImport) => void }

export function MapStep({ found, place, onChanged }: Props) {
  const { t } = useTranslation('roster');
  const { number } = useFormat();
  const [columns, setColumns] = useState(found.columns.map(({ field }) => field));
  const [race, setRace] = useState(found.race);
  const [edits, setEdits] = useState(found.local_edits);
  const change = useMutation({ mutationFn: (told: ImportChange) => changeImport(place.eventId, found.id, told), onSuccess: onChanged });
  const named = columns.some((field) => field === 'first_name' || field === 'last_name' || field === 'full_name');
  const set = (index: number, field: Field | null) => { setColumns(columns.map((before, at) => (at === index ? field : before))); };
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Text fw={600}>{t('import.rows', { count: found.rows, file: found.file_name, number: number(found.rows) })}</Text>
        {found.remembered && <Badge variant="light">{t('import.remembered')}</Badge>}
      </Group>
      <Group gap="sm" align="flex-end">
        {found.sheets.length > 1 && (
          <Select label={t('import.sheet')} w={200} allowDeselect={false} data={found.sheets} value={found.sheet} disabled={change.isPending} onChange={(sheet) => { if (sheet !== null) change.mutate({ sheet }); }} />
        )}
        {found.sheet === '' && (
          <Select label={t('import.encoding')} description={t('import.encodingHint')} w={220} allowDeselect={false} data={[...new Set([found.encoding, ...ENCODINGS])]} value={found.encoding} disabled={change.isPending} onChange={(encoding) => { if (encoding !== null) change.mutate({ encoding }); }} />
        )}
      </Group>
      <Table.ScrollContainer minWidth={520} type="native">
        <Table verticalSpacing={4} aria-label={t('import.columns')}>
          <Table.Thead><Table.Tr><Table.Th>{t('import.heading')}</Table.Th><Table.Th w={180}>{t('import.is')}</Table.Th><Table.Th>{t('import.samples')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {found.columns.map(({ heading, samples }, index) => (
              // Headings may be there twice; the place is what a column is known by.
              <Table.Tr key={`${index} ${heading}`}>
                <Table.Td fw={columns[index] === null ? 400 : 600}>{heading === '' ? t('import.noHeading') : heading}</Table.Td>
                <Table.Td>
                  <Select
                    size="xs"
                    aria-label={t('import.fieldOf', { heading })}
                    placeholder={t('import.notUsed')}
                    clearable
                    searchable
                    data={FIELDS.map((value) => ({ value, label: fieldName(value, t) }))}
                    value={columns[index] ?? null}
                    onChange={(field) => { set(index, field); }}
                  />
                </Table.Td>
                <Table.Td><Text size="sm" c="dimmed" lineClamp={1}>{samples.join(' · ')}</Text></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Group gap="lg" align="flex-start">
        <TextInput label={t('import.race')} description={t('import.raceHint')} value={race} maxLength={200} onChange={(event) => { setRace(event.currentTarget.value); }} w={280} />
        <Stack gap={4}>
          <Text size="sm" fw={500} id="local-edits">{t('import.edits')}</Text>
          <SegmentedControl aria-labelledby="local-edits" value={edits} onChange={setEdits} data={(['keep', 'overwrite'] as const).map((value) => ({ value, label: t(`import.edit.${value}`) }))} />
          <Text size="xs" c="dimmed" maw={360}>{t('import.editsHint')}</Text>
        </Stack>
      </Group>
      <ProblemAlert error={change.error} />
      {!named && <Text role="alert" c="red">{t('import.noName')}</Text>}
      <Working eventId={place.eventId} id={found.id} working={change.isPending} />
      <Group justify="flex-end">
        <Button disabled={!named} loading={change.isPending} onClick={() => { change.mutate({ columns, race, local_edits: edits }); }}>{t('import.compare')}</Button>
      </Group>
    </Stack>
  );
}

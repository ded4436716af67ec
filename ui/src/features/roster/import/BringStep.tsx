/** Bring a file: drop it or choose it. Below: what was imported before, and the undo of the last one. */
import { Badge, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ImportBrief, RosterImport } from '../../../api/generated';
import { Busy } from '../../../components/Busy';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { bringFile, importsQuery, undoImport } from '../requests';
import type { Place } from '../useRoster';

const MOST_BYTES = 50 * 1024 * 1024;

interface Props { readonly place: Place; readonly onBrought: (found: RosterImport) => void }

export function BringStep({ place, onBrought }: Props) {
  const { t } = useTranslation('roster');
  const bring = useMutation({ mutationFn: (file: File) => bringFile(place.eventId, file), onSuccess: onBrought });
  return (
    <Stack gap="lg">
      <Dropzone
        onDrop={([file]) => { if (file !== undefined) bring.mutate(file); }}
        onReject={([file]) => { if (file !== undefined && file.file.size <= MOST_BYTES) bring.mutate(file.file); }}
        maxSize={MOST_BYTES}
        maxFiles={1}
        multiple={false}
        loading={bring.isPending}
        aria-label={t('import.drop')}
        inputProps={{ 'aria-label': t('import.drop') }}
        style={{ border: '2px dashed var(--mantine-color-default-border)', borderRadius: 'var(--mantine-radius-md)' }}
      >
        <Stack align="center" gap="xs" px="md" py={40} style={{ pointerEvents: 'none' }}>
          <IconFileSpreadsheet size={44} stroke={1.4} aria-hidden />
          <Text fw={600} ta="center">{t('import.drop')}</Text>
          <Text size="sm" c="dimmed" ta="center" maw={520}>{t('import.dropText')}</Text>
        </Stack>
      </Dropzone>
      {bring.isPending && <Busy label={t('import.reading')} />}
      <ProblemAlert error={bring.error} />
      <Former place={place} onBrought={onBrought} />
    </Stack>
  );
}

const COLOURS = { read: 'gray', previewed: 'blue', committed: 'green', undone: 'orange', replaced: 'gray' } as const;

function Former({ place, onBrought }: Props) {
  const { t } = useTranslation('roster');
  const { dateTime, number } = useFormat();
  const imports = useQuery(importsQuery(place.eventId));
  const undo = useMutation({
    mutationFn: (one: ImportBrief) => undoImport(place.eventId, one.id),
    onSuccess: async (found) => { await place.refresh(); onBrought(found); },
  });
  const told = imports.data?.items.filter(({ state }) => state !== 'replaced') ?? [];
  if (told.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">{t('import.former')}</Title>
      <ProblemAlert error={undo.error} />
      <Table.ScrollContainer minWidth={560} type="native">
        <Table verticalSpacing={6}>
          <Table.Tbody>
            {told.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>{one.file_name}</Table.Td>
                <Table.Td><Badge variant="light" color={COLOURS[one.state]} miw="max-content">{t(`import.state.${one.state}`)}</Badge></Table.Td>
                <Table.Td>{t('import.newAndChanged', { new: number(one.counts.new), changed: number(one.counts.changed) })}</Table.Td>
                <Table.Td><Text size="sm" c="dimmed">{one.made_by} · {dateTime(one.made_at)}</Text></Table.Td>
                <Table.Td ta="right">
                  <Group gap="xs" justify="flex-end">
                    {one.undoable && <Button size="compact-sm" variant="default" loading={undo.isPending} onClick={() => { undo.mutate(one); }}>{t('import.undo')}</Button>}
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

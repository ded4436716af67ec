/** What the file would do, counted and row by row, before anything is written. */
import { Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/client';
import type { RosterImport } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { commitImport, importKey, rejectedAddress } from '../requests';
import type { Place } from '../useRoster';
import { MissingRows, Rows } from './Rows';
import { Working } from './Working';

interface Props {
  readonly found: RosterImport;
  readonly place: Place;
  readonly onChanged: (found: RosterImport) => void;
  readonly onMap: () => void;
}

const TABS = ['new', 'changed', 'kept', 'rejected', 'unchanged', 'missing'] as const;
type Tab = typeof TABS[number];

export function PreviewStep({ found, place, onChanged, onMap }: Props) {
  const { t } = useTranslation('roster');
  const { number } = useFormat();
  const queries = useQueryClient();
  const { counts } = found;
  const [tab, setTab] = useState<Tab>(TABS.find((one) => counts[one] > 0) ?? 'new');
  const commit = useMutation({
    mutationFn: () => commitImport(place.eventId, found.id),
    onSuccess: async (next) => { onChanged(next); await place.refresh(); },
    // It was compared again: what is shown must be the new comparison.
    onError: (error) => { if (error instanceof ApiProblem && error.code === 'roster_changed') void queries.invalidateQueries({ queryKey: importKey(place.eventId, found.id) }); },
  });
  const writes = counts.new + counts.changed;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <Text maw={640}>{t('import.look', { file: found.file_name })}</Text>
        <Group gap="xs">
          <Button variant="default" onClick={onMap}>{t('import.changeMapping')}</Button>
          <Button loading={commit.isPending} disabled={writes === 0} onClick={() => { commit.mutate(); }}>
            {writes === 0 ? t('import.nothing') : t('import.commit', { new: number(counts.new), changed: number(counts.changed) })}
          </Button>
        </Group>
      </Group>
      <ProblemAlert error={commit.error} />
      <Working eventId={place.eventId} id={found.id} working={commit.isPending} />
      <Tabs value={tab} onChange={(next) => { setTab(TABS.find((one) => one === next) ?? 'new'); }} keepMounted={false}>
        <Tabs.List>
          {TABS.map((one) => <Tabs.Tab key={one} value={one} disabled={counts[one] === 0}>{t(`import.tab.${one}`)} <Text component="span" c={one === 'rejected' && counts.rejected > 0 ? 'red' : 'dimmed'} fz="sm" fw={600}>{number(counts[one])}</Text></Tabs.Tab>)}
        </Tabs.List>
        {TABS.map((one) => (
          <Tabs.Panel key={one} value={one} pt="sm">
            <Stack gap="xs">
              <Group justify="space-between">
                <Text size="sm" c="dimmed">{t(`import.about.${one}`)}</Text>
                {one === 'rejected' && counts.rejected > 0 && <Button size="compact-sm" variant="default" component="a" href={rejectedAddress(place.eventId, found.id)} download leftSection={<IconDownload size={14} aria-hidden />}>{t('import.rejectedFile')}</Button>}
              </Group>
              {one === 'missing' ? <MissingRows found={found} place={place} /> : <Rows found={found} place={place} outcome={one} />}
            </Stack>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
}

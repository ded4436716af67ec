/** The timer's desk: every result as it is this second, why it is so, and the means to put it right. */
import { Button, Group, Menu, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconAdjustments, IconFlag, IconTrophy } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RaceCounts, Result } from '../../../api/generated';
import { useCommands } from '../../../components/commands';
import { EmptyState } from '../../../components/EmptyState';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { ClockDialog } from '../parts/ClockDialog';
import { CorrectionsDrawer } from '../parts/CorrectionsDrawer';
import { Filters } from '../parts/Filters';
import { HoldDialog } from '../parts/HoldDialog';
import { HoldsBanner } from '../parts/HoldsBanner';
import { PendingBanner } from '../parts/PendingBanner';
import { ResultDrawer } from '../parts/ResultDrawer';
import { ResultsTable } from '../parts/ResultsTable';
import { once, resultsQuery, summaryQuery, type Filter } from '../requests';
import type { DeskSearch } from '../routes';
import { useDesk, useLive, type Desk } from '../useDesk';

type Dialog = 'hold' | 'clock' | 'corrections' | null;

export function ResultsPage() {
  const { t } = useTranslation(['results', 'why']);
  const desk = useDesk();
  useLive(desk);
  const [dialog, setDialog] = useState<Dialog>(null);
  const { race: wanted, who } = useSearch({ from: '/signed-in/p/$partner/events/$eventId/results' });
  const navigate = useNavigate();
  const go = (search: DeskSearch) => { void navigate({ to: '/p/$partner/events/$eventId/results', params: { partner: desk.partner, eventId: desk.eventId }, search, replace: true }); };
  const summary = useQuery(summaryQuery(desk.eventId));
  const races = summary.data?.races ?? [];
  const race = races.find(({ race_id: id }) => id === wanted) ?? races[0];
  const close = () => { setDialog(null); };
  return (
    <>
      <PageHeader order={2} title={t('title')} actions={<Actions desk={desk} onOpen={setDialog} />} />
      <ProblemAlert error={summary.error} retry={() => { void summary.refetch(); }} />
      <Stack gap="sm">
        <HoldsBanner desk={desk} races={races} />
        {races.length > 1 && (
          <SegmentedControl
            aria-label={t('race')} style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
            data={races.map(({ race_id: id, name }) => ({ value: String(id), label: name }))}
            value={String(race?.race_id ?? '')}
            onChange={(next) => { go({ race: Number(next) }); }}
          />
        )}
        {race !== undefined && <PendingBanner desk={desk} race={race} onOpen={(id) => { go({ race: wanted, who: id }); }} />}
        {race !== undefined && <Counts race={race} />}
        {race !== undefined && <List key={race.race_id} desk={desk} race={race} onOpen={({ participant_id: id }) => { go({ race: wanted, who: id }); }} />}
        {summary.isSuccess && races.length === 0 && <EmptyState title={t('noRace.title')}>{t('noRace.text')}</EmptyState>}
      </Stack>
      <ResultDrawer desk={desk} participant={who ?? null} onClose={() => { go({ race: wanted }); }} />
      <HoldDialog opened={dialog === 'hold'} desk={desk} races={races} race={race?.race_id ?? null} onClose={close} />
      <ClockDialog opened={dialog === 'clock'} desk={desk} onClose={close} />
      <CorrectionsDrawer opened={dialog === 'corrections'} desk={desk} onClose={close} />
    </>
  );
}

function Actions({ desk, onOpen }: { readonly desk: Desk; readonly onOpen: (dialog: Dialog) => void }) {
  const { t } = useTranslation('results');
  useCommands([
    { id: 'results.corrections', label: t('action.corrections'), run: () => { onOpen('corrections'); } },
    ...(desk.mayEdit ? [
      { id: 'results.hold', label: t('action.hold'), run: () => { onOpen('hold'); } },
      { id: 'results.clock', label: t('action.clock'), run: () => { onOpen('clock'); } },
    ] : []),
  ]);
  return (
    <Menu position="bottom-end">
      <Menu.Target><Button variant="default" leftSection={<IconAdjustments size={16} aria-hidden />}>{t('action.more')}</Button></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => { onOpen('corrections'); }}>{t('action.corrections')}</Menu.Item>
        {desk.mayEdit && <Menu.Item onClick={() => { onOpen('hold'); }}>{t('action.hold')}</Menu.Item>}
        {desk.mayEdit && <Menu.Item onClick={() => { onOpen('clock'); }}>{t('action.clock')}</Menu.Item>}
        {desk.maySeeRoster && <Menu.Item renderRoot={(props) => <Link to="/p/$partner/events/$eventId/roster" params={{ partner: desk.partner, eventId: desk.eventId }} {...props} />}>{t('action.roster')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}

/** How far the race is, in a line. */
function Counts({ race }: { readonly race: RaceCounts }) {
  const { t } = useTranslation('results');
  const { number } = useFormat();
  const parts = (['finished', 'on_course', 'started', 'not_started', 'dnf', 'dns', 'dq'] as const).filter((status) => race[status] > 0);
  return (
    <Group gap="md" c="dimmed" fz="sm">
      <Text fz="inherit" fw={600} c="var(--mantine-color-text)">{t(`state.${race.state}`)}</Text>
      {parts.map((status) => <Text key={status} fz="inherit">{t(`count.${status}`, { count: race[status], number: number(race[status]) })}</Text>)}
      {race.flagged > 0 && <Group gap={4}><IconFlag size={14} aria-hidden /><Text fz="inherit">{t('count.flagged', { count: race.flagged, number: number(race.flagged) })}</Text></Group>}
    </Group>
  );
}

interface ListProps { readonly desk: Desk; readonly race: RaceCounts; readonly onOpen: (result: Result) => void }

function List({ desk, race, onOpen }: ListProps) {
  const { t } = useTranslation('results');
  const search = useRef<HTMLInputElement>(null);
  const [filter, setFilter] = useState<Filter>({});
  const [chosen, setChosen] = useState<number | null>(null);
  const results = useInfiniteQuery(resultsQuery(desk.eventId, { ...filter, race: race.race_id }));
  const rows = once(results.data?.pages.flatMap((page) => page.results) ?? []);
  useCommands([{ id: 'results.search', label: t('command.search'), keys: '/', run: () => { search.current?.focus(); search.current?.select(); } }]);
  const unfiltered = Object.keys(filter).length === 0;
  return (
    <>
      <Filters field={search} filter={filter} rows={rows} onChange={(next) => { setFilter(next); setChosen(null); }} onDown={() => { search.current?.blur(); }} />
      <ProblemAlert error={results.error} retry={() => { void results.refetch(); }} />
      {results.isSuccess && rows.length === 0 && (
        <EmptyState title={t(unfiltered ? 'empty.title' : 'none.title')} icon={unfiltered ? <IconTrophy size={40} aria-hidden /> : undefined}>{t(unfiltered ? 'empty.text' : 'none.text')}</EmptyState>
      )}
      {rows.length > 0 && (
        <ResultsTable
          rows={rows}
          total={results.data?.pages[0]?.total ?? null}
          decimals={race.decimals}
          chosen={rows.find(({ participant_id: id }) => id === chosen)?.participant_id ?? rows[0]?.participant_id ?? null}
          onChoose={setChosen}
          onOpen={(one) => { setChosen(one.participant_id); onOpen(one); }}
          onEnd={() => { if (results.hasNextPage && !results.isFetching) void results.fetchNextPage(); }}
        />
      )}
    </>
  );
}

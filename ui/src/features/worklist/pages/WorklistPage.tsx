/** The timer's work list: what to look at, kind by kind, and what stands between a race and its official state. */
import { Group, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Readiness } from '../../../api/generated';
import { eventRoute } from '../../../app/parents';
import { Busy } from '../../../components/Busy';
import { EmptyState } from '../../../components/EmptyState';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { Kinds } from '../parts/Kinds';
import { Items } from '../parts/Items';
import { Ready } from '../parts/Ready';
import { countsQuery, readyQuery } from '../requests';
import type { WorklistSearch } from '../routes';

export interface Here {
  readonly partner: string;
  readonly eventId: number;
  readonly mayEdit: boolean;
  readonly go: (search: WorklistSearch) => void;
}

export function WorklistPage() {
  const { t } = useTranslation('worklist');
  const { partner, eventId } = eventRoute.useParams();
  const { membership } = eventRoute.useRouteContext();
  const search: WorklistSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const go = (told: WorklistSearch): void => { void navigate({ to: '/p/$partner/events/$eventId/worklist', params: { partner, eventId }, search: told }); };
  const here: Here = { partner, eventId, mayEdit: membership.permissions.includes('timing.edit'), go };
  const ready = useQuery({ ...readyQuery(partner, eventId), throwOnError: false });
  const races = ready.data?.races ?? [];
  return (
    <>
      <PageHeader order={2} title={t('title')} description={t('text')} actions={<Race races={races} search={search} go={go} />} />
      <Stack gap="md">
        <SegmentedControl
          aria-label={t('view.label')} value={search.view ?? 'items'} w="fit-content" maw="100%"
          data={[{ value: 'items', label: t('view.items') }, { value: 'ready', label: t('view.ready') }]}
          onChange={(value) => { go({ ...(search.race === undefined ? {} : { race: search.race }), ...(value === 'ready' ? { view: 'ready' as const } : {}) }); }}
        />
        {search.view === 'ready'
          ? <ReadyView ready={ready.data} race={search.race} error={ready.error} here={here} retry={() => { void ready.refetch(); }} />
          : <ListView search={search} here={here} />}
      </Stack>
    </>
  );
}

interface RaceProps { readonly races: Readiness['races']; readonly search: WorklistSearch; readonly go: Here['go'] }

function Race({ races, search, go }: RaceProps) {
  const { t } = useTranslation('worklist');
  if (races.length < 2) return null;
  return (
    <NativeSelect
      aria-label={t('race')} value={search.race === undefined ? '' : String(search.race)}
      data={[{ value: '', label: t('allRaces') }, ...races.map(({ race_id: id, race }) => ({ value: String(id), label: race }))]}
      onChange={({ currentTarget: { value } }) => { const { race: _, ...rest } = search; go(value === '' ? rest : { ...rest, race: Number(value) }); }}
    />
  );
}

function ListView({ search, here }: { readonly search: WorklistSearch; readonly here: Here }) {
  const { t } = useTranslation('worklist');
  const counts = useQuery({ ...countsQuery(here.partner, here.eventId, search.race), throwOnError: false });
  if (counts.data === undefined) return counts.error === null ? <Busy /> : <ProblemAlert error={counts.error} retry={() => { void counts.refetch(); }} />;
  const { kinds } = counts.data;
  const chosen = kinds.find(({ kind }) => kind === search.kind) ?? kinds.find(({ open }) => open > 0) ?? kinds[0];
  if (chosen === undefined) return <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>;
  const dismissed = search.dismissed === true || chosen.open === 0;
  return (
    <Group align="flex-start" gap="md" wrap="wrap">
      <Kinds kinds={kinds} chosen={chosen.kind} onChoose={(kind) => { here.go({ ...(search.race === undefined ? {} : { race: search.race }), kind }); }} />
      <Stack gap="xs" flex="1 1 22rem" miw={0}>
        <Items key={`${chosen.kind}${String(dismissed)}${search.race ?? ''}`} which={{ race: search.race, kind: chosen.kind, dismissed }} counts={chosen} here={here} search={search} />
      </Stack>
    </Group>
  );
}

interface ReadyProps { readonly ready: Readiness | undefined; readonly race: number | undefined; readonly error: Error | null; readonly here: Here; readonly retry: () => void }

function ReadyView({ ready, race, error, here, retry }: ReadyProps) {
  const { t } = useTranslation('worklist');
  if (ready === undefined) return error === null ? <Busy /> : <ProblemAlert error={error} retry={retry} />;
  const races = ready.races.filter(({ race_id: id }) => race === undefined || id === race);
  if (races.length === 0) return <EmptyState title={t('noRace')}>{t('noRaceText')}</EmptyState>;
  const done = races.filter(({ ok }) => ok).length;
  return (
    <Stack gap="md">
      {races.length > 1 && <Text size="sm" c="dimmed">{t('ready.summary', { done, count: races.length })}</Text>}
      {races.map((one) => <Ready key={one.race_id} race={one} here={here} />)}
    </Stack>
  );
}

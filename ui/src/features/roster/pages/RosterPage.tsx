/** Everybody of an event: find, correct, give bibs. Made for one hand on the keyboard and a queue at the desk. */
import { Button, Group, Stack } from '@mantine/core';
import { IconUsersPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant, RaceSize } from '../../../api/generated';
import { useCommands } from '../../../components/commands';
import { EmptyState } from '../../../components/EmptyState';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { BibDialog } from '../parts/BibDialog';
import { BibsDrawer } from '../parts/BibsDrawer';
import { Filters } from '../parts/Filters';
import { PeopleTable } from '../parts/PeopleTable';
import { PersonDrawer, type Opened } from '../parts/PersonDrawer';
import { RosterMenu } from '../parts/RosterMenu';
import { peopleQuery, summaryQuery, type Filter } from '../requests';
import { useRoster, type Place } from '../useRoster';

export function RosterPage() {
  const { t } = useTranslation('roster');
  const { number } = useFormat();
  const place = useRoster();
  const navigate = useNavigate();
  const [filter, setFilter] = useState<Filter>({});
  const [opened, setOpened] = useState<Opened | null>(null);
  const [giving, setGiving] = useState<Participant | null>(null);
  const [ranges, setRanges] = useState(false);
  const summary = useQuery(summaryQuery(place.eventId));
  const races = summary.data?.races ?? [];
  const empty = summary.data?.people === 0;
  const add = () => { setOpened('new'); };
  const toImport = () => { void navigate({ to: '/p/$partner/events/$eventId/roster/import', params: { partner: place.partner, eventId: place.eventId } }); };
  useCommands(!place.mayEdit ? [] : [
    { id: 'roster.new', label: t('command.new'), keys: 'N', run: add },
    { id: 'roster.import', label: t('command.import'), keys: 'I', run: toImport },
  ]);
  return (
    <>
      <PageHeader
        order={2}
        title={t('title')}
        description={summary.data === undefined || empty ? undefined : t('counts', { people: number(summary.data.people), withoutBib: number(summary.data.without_bib), withoutChip: number(summary.data.without_chip) })}
        actions={<RosterMenu place={place} filter={filter} empty={empty} onNew={add} onBibs={() => { setRanges(true); }} onImport={toImport} />}
      />
      <ProblemAlert error={summary.error} />
      {empty ? <Empty mayEdit={place.mayEdit} onImport={toImport} onNew={add} /> : (
        <List place={place} races={races} filter={filter} onFilter={setFilter} onOpen={setOpened} onBib={setGiving} />
      )}
      <PersonDrawer key={keyOf(opened)} opened={opened} place={place} races={races} onClose={() => { setOpened(null); }} onBib={setGiving} />
      <BibDialog key={giving?.id ?? 'none'} person={giving} place={place} onClose={() => { setGiving(null); }} />
      <BibsDrawer opened={ranges} place={place} races={races} onClose={() => { setRanges(false); }} />
    </>
  );
}

function keyOf(opened: Opened | null): string {
  if (opened === null) return 'closed';
  return opened === 'new' ? opened : String(opened.id);
}

interface EmptyProps { readonly mayEdit: boolean; readonly onImport: () => void; readonly onNew: () => void }

function Empty({ mayEdit, onImport, onNew }: EmptyProps) {
  const { t } = useTranslation('roster');
  const action = mayEdit && (
    <Group>
      <Button onClick={onImport}>{t('action.import')}</Button>
      <Button variant="default" onClick={onNew}>{t('action.new')}</Button>
    </Group>
  );
  return <EmptyState title={t('empty.title')} icon={<IconUsersPlus size={40} aria-hidden />} action={action}>{t('empty.text')}</EmptyState>;
}

interface ListProps {
  readonly place: Place;
  readonly races: readonly RaceSize[];
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly onOpen: (person: Participant) => void;
  readonly onBib: (person: Participant) => void;
}

/** The first person found is chosen by itself: "/ 101 Enter B 500 Enter" gives runner 101 another bib. */
function List({ place, races, filter, onFilter, onOpen, onBib }: ListProps) {
  const { t } = useTranslation('roster');
  const search = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const people = useInfiniteQuery(peopleQuery(place.eventId, filter));
  const rows = people.data?.pages.flatMap(({ items }) => items) ?? [];
  const person = rows.find(({ id }) => id === chosen) ?? rows[0];
  useCommands([
    { id: 'roster.search', label: t('command.search'), keys: '/', run: () => { search.current?.focus(); search.current?.select(); } },
    ...(place.mayGiveBibs ? [{ id: 'roster.bib', label: t('command.bib'), keys: 'B', run: () => { if (person !== undefined) onBib(person); } }] : []),
  ]);
  return (
    <Stack gap="sm">
      <Filters field={search} filter={filter} races={races} onChange={(next) => { onFilter(next); setChosen(null); }} onDown={() => { search.current?.blur(); }} />
      <ProblemAlert error={people.error} retry={() => { void people.refetch(); }} />
      {people.isSuccess && rows.length === 0 && <EmptyState title={t('none.title')}>{t('none.text')}</EmptyState>}
      {rows.length > 0 && (
        <PeopleTable
          rows={rows}
          races={races}
          chosen={person?.id ?? null}
          onChoose={setChosen}
          onOpen={(one) => { setChosen(one.id); onOpen(one); }}
          onEnd={() => { if (people.hasNextPage && !people.isFetching) void people.fetchNextPage(); }}
        />
      )}
    </Stack>
  );
}

/** All events of the timing partner, the latest day first. */
import { Anchor, Button, Group, SegmentedControl, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Event, EventBrief } from '../../../api/generated';
import { partnerRoute } from '../../../app/parents';
import { Busy } from '../../../components/Busy';
import { useCommands } from '../../../components/commands';
import { DataTable, type Column } from '../../../components/DataTable';
import { EmptyState } from '../../../components/EmptyState';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { EventMenu } from '../parts/EventMenu';
import { eventsQuery, type Which } from '../requests';
import { useEventActions, useRefreshEvents } from '../useEvents';

// Most visits open neither, and this is the page that everybody begins with.
const CloneDialog = lazy(async () => ({ default: (await import('../parts/CloneDialog')).CloneDialog }));
const EventDialog = lazy(async () => ({ default: (await import('../parts/EventDialog')).EventDialog }));

const WHICH: readonly Which[] = ['active', 'archived', 'deleted'];

export function EventsPage() {
  const { t } = useTranslation('events');
  const { membership } = partnerRoute.useRouteContext();
  const { slug: partner } = membership;
  const mayEdit = membership.permissions.includes('events.edit');
  const navigate = useNavigate();
  const refresh = useRefreshEvents(partner);
  const [which, setWhich] = useState<Which>('active');
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const [dialog, setDialog] = useState<'none' | 'new' | EventBrief>('none');
  const events = useInfiniteQuery({ ...eventsQuery(partner, which, asked), placeholderData: (before) => before, throwOnError: false });
  const rows = events.data?.pages.flatMap(({ items }) => items) ?? [];
  const close = (): void => { setDialog('none'); };
  const open = async ({ id }: Event): Promise<void> => {
    close();
    await refresh(id);
    await navigate({ to: '/p/$partner/events/$eventId', params: { partner, eventId: id } });
  };
  useCommands(mayEdit ? [{ id: 'events.new', label: t('new'), keys: 'N', run: () => { setDialog('new'); } }] : []);
  const add = mayEdit && <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => { setDialog('new'); }}>{t('new')}</Button>;
  return (
    <>
      <PageHeader title={t('title')} description={t('text')} actions={rows.length > 0 || asked !== '' ? add : undefined} />
      <Group mb="sm" gap="sm">
        <TextInput aria-label={t('search')} placeholder={t('search')} leftSection={<IconSearch size={16} aria-hidden />} value={search} maxLength={100} onChange={(event) => { setSearch(event.currentTarget.value); }} flex={1} miw={180} maw={360} />
        <SegmentedControl aria-label={t('which.label')} value={which} onChange={(value) => { setWhich(value); }} data={WHICH.map((value) => ({ value, label: t(`which.${value}`) }))} />
      </Group>
      <ProblemAlert error={events.error} retry={() => { void events.refetch(); }} />
      {events.isPending && <Busy />}
      {events.data !== undefined && rows.length === 0 && <Nothing which={which} search={asked} action={which === 'active' && asked === '' ? add : undefined} />}
      {rows.length > 0 && <EventTable partner={partner} rows={rows} mayEdit={mayEdit} onClone={setDialog} />}
      {events.hasNextPage && <Group justify="center" mt="sm"><Button variant="default" loading={events.isFetchingNextPage} onClick={() => { void events.fetchNextPage(); }}>{t('more')}</Button></Group>}
      <Suspense fallback={null}>
        {dialog === 'new' && <EventDialog partner={partner} onClose={close} onDone={(event) => { void open(event); }} />}
        {typeof dialog === 'object' && <CloneDialog event={dialog} onClose={close} onDone={(event) => { void open(event); }} />}
      </Suspense>
    </>
  );
}

function Nothing({ which, search, action }: { readonly which: Which; readonly search: string; readonly action: React.ReactNode }) {
  const { t } = useTranslation('events');
  if (search !== '') return <EmptyState title={t('nothing.found', { search })}>{t('nothing.foundText')}</EmptyState>;
  return <EmptyState title={t(`nothing.${which}`)} action={action}>{t(`nothing.${which}Text`)}</EmptyState>;
}

interface TableProps {
  readonly partner: string;
  readonly rows: readonly EventBrief[];
  readonly mayEdit: boolean;
  readonly onClone: (event: EventBrief) => void;
}

function EventTable({ partner, rows, mayEdit, onClone }: TableProps) {
  const { t } = useTranslation('events');
  const format = useFormat();
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const actions = useEventActions(partner);
  const columns: Column<EventBrief>[] = [
    {
      id: 'name', header: t('column.name'), cell: (event) => (
        <>
          <Anchor fw={650} renderRoot={(props) => <Link to="/p/$partner/events/$eventId" params={{ partner, eventId: event.id }} {...props} />}>{event.name}</Anchor>
          {!wide && <Text size="xs" c="dimmed">{[format.day(event.day), event.place].filter((part) => part !== '').join(' · ')}</Text>}
        </>
      ),
    },
    ...(wide ? [
      { id: 'day', header: t('column.day'), width: '8.5rem', cell: (event: EventBrief) => <span style={{ whiteSpace: 'nowrap' }}>{format.day(event.day)}</span> },
      { id: 'place', header: t('column.place'), cell: (event: EventBrief) => event.place },
      { id: 'races', header: t('column.races'), width: '5.5rem', numeric: true, cell: (event: EventBrief) => format.number(event.races) },
      { id: 'sessions', header: t('column.sessions'), width: '8rem', numeric: true, cell: (event: EventBrief) => format.number(event.sessions) },
    ] : []),
    { id: 'people', header: t('column.people'), width: wide ? '8rem' : '6rem', numeric: true, cell: (event) => format.number(event.participants) },
    ...(mayEdit ? [{
      id: 'menu', header: <VisuallyHidden>{t('column.menu')}</VisuallyHidden>, width: '3.5rem', cell: (event: EventBrief) => (
        <EventMenu
          event={event} onClone={() => { onClone(event); }} onArchive={() => { void actions.archive(event); }}
          onRestore={() => { void actions.restore(event); }} onDelete={() => { void actions.remove(event); }}
        />
      ),
    }] : []),
  ];
  return <DataTable label={t('title')} columns={columns} rows={rows} rowKey={({ id }) => id} rowHeight={wide ? 40 : 56} />;
}

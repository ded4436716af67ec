/** Every recording run of every sender, and the event to which each belongs. */
import { Alert, Badge, Button, Select, Stack, Text } from '@mantine/core';
import { IconMathOff } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EventBrief, TimingSession } from '../../../api/generated';
import { partnerRoute } from '../../../app/parents';
import { DataAge } from '../../../components/DataAge';
import { DataTable, type Column } from '../../../components/DataTable';
import { EmptyState } from '../../../components/EmptyState';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { done, undoable } from '../../../components/toast';
import { SENDER_LOOKS } from '../parts/Senders';
import { bindSession, eventsToBindQuery, sessionsKey, sessionsQuery, unbindSession } from '../requests';

export function TimingPage() {
  const { t } = useTranslation('dashboard');
  const { partner } = partnerRoute.useParams();
  const { membership } = partnerRoute.useRouteContext();
  const sessions = useInfiniteQuery(sessionsQuery(partner));
  const rows = sessions.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <PageHeader title={t('timing.title')} description={t('timing.description')} />
      <Stack>
        <ProblemAlert error={sessions.error} retry={() => { void sessions.refetch(); }} />
        {sessions.isSuccess && rows.length === 0 && <EmptyState title={t('timing.emptyTitle')}>{t('timing.emptyText')}</EmptyState>}
        {rows.length > 0 && <Sessions rows={rows} partner={partner} mayBind={membership.permissions.includes('timing.edit')} onEnd={() => { if (sessions.hasNextPage && !sessions.isFetching) void sessions.fetchNextPage(); }} />}
        {sessions.hasNextPage && <Button variant="default" loading={sessions.isFetchingNextPage} onClick={() => { void sessions.fetchNextPage(); }}>{t('timing.older')}</Button>}
      </Stack>
    </>
  );
}

interface SessionsProps { readonly rows: readonly TimingSession[]; readonly partner: string; readonly mayBind: boolean; readonly onEnd: () => void }

function Sessions({ rows, partner, mayBind, onEnd }: SessionsProps) {
  const { t } = useTranslation('dashboard');
  const { day, number } = useFormat();
  const events = useQuery({ ...eventsToBindQuery(partner), enabled: mayBind });
  const columns: readonly Column<TimingSession>[] = [
    { id: 'name', header: t('timing.name'), width: '10rem', cell: (one) => <Name session={one} /> },
    { id: 'event', header: t('timing.event'), width: '12rem', cell: (one) => (mayBind ? <Bind session={one} partner={partner} events={events.data?.items ?? []} /> : one.event?.name ?? t('timing.none')) },
    { id: 'live', header: t('timing.sender'), width: '9rem', cell: (one) => <Live session={one} /> },
    { id: 'newest', header: t('location.newest'), width: '9.5rem', cell: (one) => <DataAge at={one.newest_received} /> },
    { id: 'reads', header: t('location.reads'), width: '6rem', numeric: true, cell: (one) => number(one.reads) },
    { id: 'unknown', header: t('location.unknown'), width: '7.5rem', numeric: true, cell: (one) => t('timing.unknownOf', { unknown: number(one.unknown_tags), tags: number(one.tags) }) },
    { id: 'day', header: t('timing.day'), width: '8rem', cell: (one) => day(one.day) },
    { id: 'locations', header: t('locations'), cell: (one) => <Places names={one.locations.map(({ name }) => name)} /> },
  ];
  return <DataTable label={t('timing.title')} columns={columns} rows={rows} rowKey={({ id }) => id} rowHeight={48} minWidth={1200} onEnd={onEnd} />;
}

function Name({ session }: { readonly session: TimingSession }) {
  return <>{session.name}{session.sender !== '' && <Text size="xs" c="dimmed">{session.sender} · {session.zone}</Text>}</>;
}

function Places({ names }: { readonly names: readonly string[] }) {
  const told = names.join(', ');
  return <Text fz="inherit" lineClamp={2} title={told}>{told}</Text>;
}

function Live({ session: { live, state } }: { readonly session: TimingSession }) {
  const { t } = useTranslation('dashboard');
  if (live === 'never') return <Badge color="gray">{state === 'open' ? t('timing.open') : t('timing.closed')}</Badge>;
  const { color, Icon } = SENDER_LOOKS[live];
  return <Badge color={color} leftSection={<Icon size={12} aria-hidden />}>{t(`sender.${live}`)}</Badge>;
}

interface BindProps { readonly session: TimingSession; readonly partner: string; readonly events: readonly EventBrief[] }

function Bind({ session, partner, events }: BindProps) {
  const { t } = useTranslation('dashboard');
  const queries = useQueryClient();
  const move = async (to: number | null): Promise<void> => {
    const from = session.event?.id ?? null;
    const binding = to !== null ? await bindSession(session.id, to) : from === null ? null : await unbindSession(session.id, from);
    await queries.invalidateQueries({ queryKey: sessionsKey(partner) });
    if (binding === null) return;
    const told = binding.event === null ? t('timing.unbound', { session: session.name }) : t('timing.bound', { session: session.name, event: binding.event.name, count: binding.tags });
    undoable(told, async () => {
      await (from === null ? unbindSession(session.id, to ?? 0) : bindSession(session.id, from));
      await queries.invalidateQueries({ queryKey: sessionsKey(partner) });
    });
    if (binding.zones_differ) done(t('timing.zonesDiffer', { zone: session.zone }));
  };
  const moving = useMutation({ mutationFn: move });
  const known = session.event === null || events.some(({ id }) => id === session.event?.id) ? [] : [session.event];
  const choices = [...known, ...events].map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <>
      <Select
        size="xs" aria-label={t('timing.eventOf', { session: session.name })} placeholder={t('timing.none')} data={choices} searchable clearable
        value={session.event === null ? null : String(session.event.id)} disabled={moving.isPending} leftSection={session.event === null ? <IconMathOff size={14} aria-hidden /> : null}
        onChange={(chosen) => { moving.mutate(chosen === null ? null : Number(chosen)); }} clearButtonProps={{ 'aria-label': t('timing.unbind', { session: session.name }) }}
      />
      {moving.error !== null && <Alert color="red" p={4} mt={4}><ProblemAlert error={moving.error} /></Alert>}
    </>
  );
}

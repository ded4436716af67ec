/** Display sessions: one's own and those shared; whoever manages displays sees everybody's. */
import { Button, Group, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionsQuery, type DisplaySession } from '../../../api/display-sessions';
import { partnerRoute } from '../../../app/parents';
import { Busy } from '../../../components/Busy';
import { useCommands } from '../../../components/commands';
import { EmptyState } from '../../../components/EmptyState';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import type { Dialog } from '../parts/SessionMenu';
import { SessionsTable } from '../parts/SessionsTable';

const NewDialog = lazy(async () => ({ default: (await import('../parts/NewDialog')).NewDialog }));
const SessionDialogs = lazy(async () => ({ default: (await import('../parts/SessionDialogs')).SessionDialogs }));

type State = DisplaySession['state'];
const STATES: readonly State[] = ['open', 'archived'];

export function DisplaysPage() {
  const { membership: { slug: partner, permissions } } = partnerRoute.useRouteContext();
  return <Displays partner={partner} manages={permissions.includes('displays.manage')} />;
}

export function Displays({ partner, manages }: { readonly partner: string; readonly manages: boolean }) {
  const { t } = useTranslation('displays');
  const navigate = useNavigate();
  const [state, setState] = useState<State>('open');
  const [everyone, setEveryone] = useState(manages);
  const [search, setSearch] = useState('');
  const [dialog, setDialog] = useState<'none' | 'new' | { readonly session: DisplaySession; readonly what: Dialog }>('none');
  const sessions = useInfiniteQuery({ ...sessionsQuery({ state, ...(everyone ? { everyone } : {}) }), placeholderData: (before) => before, throwOnError: false });
  const all = sessions.data?.pages.flatMap(({ items }) => items) ?? [];
  const rows = all.filter((session) => matches(session, search));
  const close = (): void => { setDialog('none'); };
  const open = ({ id }: DisplaySession): void => { close(); void navigate({ to: '/p/$partner/displays/$displayId', params: { partner, displayId: id } }); };
  useCommands([{ id: 'displays.new', label: t('new'), keys: 'N', run: () => { setDialog('new'); } }]);
  const add = <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => { setDialog('new'); }}>{t('new')}</Button>;
  return (
    <>
      <PageHeader title={t('title')} description={t('text')} actions={all.length > 0 ? add : undefined} />
      <Group mb="sm" gap="sm">
        <TextInput type="search" aria-label={t('search')} placeholder={t('search')} leftSection={<IconSearch size={16} aria-hidden />} value={search} maxLength={100} onChange={(event) => { setSearch(event.currentTarget.value); }} flex={1} miw={180} maw={360} />
        <SegmentedControl aria-label={t('which.label')} value={state} onChange={setState} data={STATES.map((value) => ({ value, label: t(`which.${value}`) }))} />
        {manages && <Switch label={t('everyone')} checked={everyone} onChange={({ currentTarget: { checked } }) => { setEveryone(checked); }} />}
      </Group>
      <ProblemAlert error={sessions.error} retry={() => { void sessions.refetch(); }} />
      {sessions.isPending && <Busy />}
      {sessions.data !== undefined && rows.length === 0 && <Nothing state={state} searched={all.length > 0} action={add} />}
      {rows.length > 0 && <SessionsTable partner={partner} rows={rows} everyone={everyone} manages={manages} onDialog={(session, what) => { setDialog({ session, what }); }} />}
      {sessions.hasNextPage && <Group justify="center" mt="sm"><Button variant="default" loading={sessions.isFetchingNextPage} onClick={() => { void sessions.fetchNextPage(); }}>{t('more')}</Button></Group>}
      <Suspense fallback={null}>
        {dialog === 'new' && <NewDialog onClose={close} onMade={open} />}
        {typeof dialog === 'object' && <SessionDialogs session={dialog.session} dialog={dialog.what} onClose={close} onCloned={open} />}
      </Suspense>
    </>
  );
}

/** Every word is somewhere in what names it: its own name, its event, its owner, what feeds it. */
export function matches({ name, event, owner, timing_sessions }: DisplaySession, search: string): boolean {
  const told = [name, event ?? '', owner?.name ?? '', ...timing_sessions.map((each) => each.name)].join(' ').toLocaleLowerCase();
  return search.toLocaleLowerCase().split(/\s+/).every((word) => told.includes(word));
}

function Nothing({ state, searched, action }: { readonly state: State; readonly searched: boolean; readonly action: React.ReactNode }) {
  const { t } = useTranslation('displays');
  if (searched) return <EmptyState title={t('nothing.found')}>{t('nothing.foundText')}</EmptyState>;
  return <EmptyState title={t(`nothing.${state}`)} action={state === 'open' ? action : undefined}>{t(`nothing.${state}Text`)}</EmptyState>;
}

/** Name and tabs of an event; its pages (also those of other features) appear below. */
import { Alert, Badge, Button, Group, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/client';
import type { Event } from '../../../api/generated';
import { eventRoute } from '../../../app/parents';
import { Busy } from '../../../components/Busy';
import { useCommands } from '../../../components/commands';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { done } from '../../../components/toast';
import { ZoneContext } from '../../../components/zone';
import { CloneDialog } from '../parts/CloneDialog';
import { EventDialog } from '../parts/EventDialog';
import { EventMenu } from '../parts/EventMenu';
import { eventKey, eventQuery } from '../requests';
import { useEventActions, useRefreshEvents } from '../useEvents';
import classes from './EventLayout.module.css';

const TABS = [
  { to: '/p/$partner/events/$eventId', label: 'tab.overview', needs: 'events.view', end: '' },
  { to: '/p/$partner/events/$eventId/roster', label: 'tab.roster', needs: 'roster.view', end: '/roster' },
  { to: '/p/$partner/events/$eventId/course', label: 'tab.course', needs: 'timing.view', end: '/course' },
  { to: '/p/$partner/events/$eventId/results', label: 'tab.results', needs: 'timing.view', end: '/results' },
  { to: '/p/$partner/events/$eventId/worklist', label: 'tab.worklist', needs: 'timing.view', end: '/worklist' },
  { to: '/p/$partner/events/$eventId/dashboard', label: 'tab.dashboard', needs: 'timing.view', end: '/dashboard' },
  { to: '/p/$partner/events/$eventId/announcer', label: 'tab.announcer', needs: 'announce', end: '/announcer' },
] as const;

export function EventLayout() {
  const { partner, eventId } = eventRoute.useParams();
  const event = useQuery({ ...eventQuery(partner, eventId), throwOnError: false });
  if (event.data === undefined) {
    if (event.error === null) return <Busy />;
    if (event.error instanceof ApiProblem && event.error.status === 404) return <NoSuchEvent partner={partner} />;
    return <ProblemAlert error={event.error} retry={() => { void event.refetch(); }} />;
  }
  return <Frame partner={partner} event={event.data} />;
}

function NoSuchEvent({ partner }: { readonly partner: string }) {
  const { t } = useTranslation('events');
  return (
    <>
      <PageHeader title={t('noSuch.title')} description={t('noSuch.text')} />
      <Button variant="default" renderRoot={(props) => <Link to="/p/$partner/events" params={{ partner }} {...props} />}>{t('noSuch.next')}</Button>
    </>
  );
}

function Frame({ partner, event }: { readonly partner: string; readonly event: Event }) {
  const { t } = useTranslation('events');
  const format = useFormat(event.zone);
  const { membership } = eventRoute.useRouteContext();
  const mayEdit = membership.permissions.includes('events.edit');
  const tabs = TABS.filter(({ needs }) => membership.permissions.includes(needs));
  const { pathname } = useLocation();
  const here = tabs.find(({ end }) => end !== '' && pathname.includes(`/events/${event.id}${end}`));
  useEffect(() => { document.title = `${here === undefined ? '' : `${t(here.label)} · `}${event.name} · Project88Hub`; }, [t, here, event.name]);
  return (
    <>
      <PageHeader
        title={event.name}
        description={<>{[format.day(event.day), event.place, event.zone].filter((part) => part !== '').join(' · ')} {event.state !== 'active' && <Badge color="yellow">{t(`which.${event.state}`)}</Badge>}</>}
        actions={mayEdit ? <Actions partner={partner} event={event} /> : undefined}
      />
      <Gone partner={partner} event={event} />
      <nav className={classes.tabs} aria-label={t('tab.label')}>
        {tabs.map(({ to, label, end }) => (
          <Link key={to} to={to} params={{ partner, eventId: event.id }} className={classes.tab} activeOptions={{ exact: end === '' }}>{t(label)}</Link>
        ))}
      </nav>
      <ZoneContext value={event.zone}><Outlet /></ZoneContext>
    </>
  );
}

function Gone({ partner, event }: { readonly partner: string; readonly event: Event }) {
  const { t } = useTranslation('events');
  const { restore } = useEventActions(partner);
  const { membership } = eventRoute.useRouteContext();
  if (event.state !== 'deleted') return null;
  return (
    <Alert color="yellow" mb="md" title={t('gone.title')}>
      <Group justify="space-between">
        <Text size="sm">{t('gone.text')}</Text>
        {membership.permissions.includes('events.edit') && <Button size="compact-sm" onClick={() => { void restore(event); }}>{t('menu.restore')}</Button>}
      </Group>
    </Alert>
  );
}

function Actions({ partner, event }: { readonly partner: string; readonly event: Event }) {
  const { t } = useTranslation('events');
  const [dialog, setDialog] = useState<'none' | 'edit' | 'clone'>('none');
  const queries = useQueryClient();
  const refresh = useRefreshEvents(partner);
  const navigate = useNavigate();
  const { archive, remove, restore } = useEventActions(partner);
  const close = (): void => { setDialog('none'); };
  const edited = async (now: Event): Promise<void> => {
    close();
    queries.setQueryData(eventKey(partner, event.id), now);
    done([t('saved'), ...(now.notes ?? [])].join(' '));
    await refresh(event.id);
  };
  const cloned = async (copy: Event): Promise<void> => {
    close();
    done([t('clone.done', { name: copy.name }), ...(copy.notes ?? [])].join(' '));
    await refresh(copy.id);
    await navigate({ to: '/p/$partner/events/$eventId', params: { partner, eventId: copy.id } });
  };
  const leave = async (): Promise<void> => {
    if (await remove(event)) await navigate({ to: '/p/$partner/events', params: { partner } });
  };
  useCommands([
    { id: 'event.edit', label: t('menu.edit'), group: event.name, run: () => { setDialog('edit'); } },
    { id: 'event.clone', label: t('menu.clone'), group: event.name, run: () => { setDialog('clone'); } },
  ]);
  return (
    <>
      <EventMenu
        event={event} onEdit={() => { setDialog('edit'); }} onClone={() => { setDialog('clone'); }}
        onArchive={() => { void archive(event); }} onRestore={() => { void restore(event); }} onDelete={() => { void leave(); }}
      />
      {dialog === 'edit' && <EventDialog partner={partner} event={event} onClose={close} onDone={(now) => { void edited(now); }} />}
      {dialog === 'clone' && <CloneDialog event={event} onClose={close} onDone={(copy) => { void cloned(copy); }} />}
    </>
  );
}

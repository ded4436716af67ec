/** One display session: what feeds it, what it shows and how, the links to it, and how it looks now. */
import { Alert, Anchor, Badge, Button, Group, Paper, Stack, Title } from '@mantine/core';
import { IconDeviceTv } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/client';
import { sessionQuery, type DisplaySession } from '../../../api/display-sessions';
import { partnerRoute } from '../../../app/parents';
import { Busy } from '../../../components/Busy';
import { DisplayLinks } from '../../../components/display-links/DisplayLinks';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { Looking } from '../../../components/SessionCard';
import { ZoneContext, useZone } from '../../../components/zone';
import { BoundTiming } from '../parts/BoundTiming';
import { LookForm } from '../parts/LookForm';
import { Preview } from '../parts/Preview';
import { SessionMenu, type Dialog } from '../parts/SessionMenu';
import { eventOfDisplayQuery } from '../requests';
import { useSessionActions } from '../useSessions';
import classes from './session.module.css';

const SessionDialogs = lazy(async () => ({ default: (await import('../parts/SessionDialogs')).SessionDialogs }));

export function DisplaySessionPage() {
  const { membership: { slug: partner, permissions } } = partnerRoute.useRouteContext();
  const { displayId } = useParams({ strict: false });
  return <OneSession key={displayId} partner={partner} id={displayId ?? 0} manages={permissions.includes('displays.manage')} />;
}

export function OneSession({ partner, id, manages }: { readonly partner: string; readonly id: number; readonly manages: boolean }) {
  const { t } = useTranslation('displays');
  const session = useQuery({ ...sessionQuery(id), throwOnError: false });
  if (session.data !== undefined) return <Frame partner={partner} session={session.data} manages={manages} />;
  if (session.error === null) return <Busy />;
  if (!(session.error instanceof ApiProblem && session.error.status === 404)) return <ProblemAlert error={session.error} retry={() => { void session.refetch(); }} />;
  return (
    <>
      <PageHeader title={t('noSuch.title')} description={t('noSuch.text')} />
      <Button variant="default" renderRoot={(props) => <Link to="/p/$partner/displays" params={{ partner }} {...props} />}>{t('noSuch.next')}</Button>
    </>
  );
}

function Frame({ partner, session, manages }: { readonly partner: string; readonly session: DisplaySession; readonly manages: boolean }) {
  const { t } = useTranslation('displays');
  const navigate = useNavigate();
  const partnersZone = useZone();
  const actions = useSessionActions();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const event = useQuery({ ...eventOfDisplayQuery(session.event_id ?? 0), enabled: session.event_id !== null, throwOnError: false });
  const archived = session.state === 'archived';
  return (
    <ZoneContext value={event.data?.zone ?? partnersZone}>
      <PageHeader
        title={session.name} above={<Anchor size="sm" renderRoot={(props) => <Link to="/p/$partner/displays" params={{ partner }} {...props} />}>{t('title')}</Anchor>}
        description={<Facts partner={partner} session={session} />}
        actions={(
          <>
            <Button variant="default" leftSection={<IconDeviceTv size={16} aria-hidden />} renderRoot={(props) => <Link to="/p/$partner/screens" params={{ partner }} search={{ session: session.id, ...(session.mine ? {} : { everyone: manages }) }} {...props} />}>{t('toScreens')}</Button>
            <SessionMenu session={session} manages={manages} onDialog={setDialog} onArchive={() => { void actions.archive(session); }} onRestore={() => { void actions.restore(session); }} onTakeOver={() => { void actions.takeOver(session); }} />
          </>
        )}
      />
      {archived && (
        <Alert color="yellow" mb="md" title={t('archivedNow.title')}>
          <Group justify="space-between" gap="xs">{t('archivedNow.text')}<Button size="compact-sm" onClick={() => { void actions.restore(session); }}>{t('menu.restore')}</Button></Group>
        </Alert>
      )}
      <div className={classes.columns}>
        <Stack gap="md">
          <BoundTiming session={session} />
          <LookForm session={session} />
        </Stack>
        <Stack gap="md" className={classes.side}>
          {!archived && <Paper withBorder p="md" component="section" aria-label={t('preview.heading')}><Stack gap="sm"><Title order={2}>{t('preview.heading')}</Title><Preview session={session} /></Stack></Paper>}
          {!archived && <Paper withBorder p="md" component="section" aria-label={t('links.title')}><Stack gap="sm"><Group justify="space-between" gap="xs"><Title order={2}>{t('links.title')}</Title><Looking session={session} /></Group><DisplayLinks session={session} /></Stack></Paper>}
        </Stack>
      </div>
      <Suspense fallback={null}>
        {dialog !== null && <SessionDialogs session={session} dialog={dialog} onClose={() => { setDialog(null); }} onCloned={({ id }) => { void navigate({ to: '/p/$partner/displays/$displayId', params: { partner, displayId: id } }); }} />}
      </Suspense>
    </ZoneContext>
  );
}

function Facts({ partner, session: { event, event_id, mine, owner, people } }: { readonly partner: string; readonly session: DisplaySession }) {
  const { t } = useTranslation('displays');
  return (
    <>
      {event_id === null ? t('noEvent') : <Anchor inherit renderRoot={(props) => <Link to="/p/$partner/events/$eventId" params={{ partner, eventId: event_id }} {...props} />}>{event}</Anchor>}
      {' · '}{mine ? t('owner.yours') : owner === null ? t('owner.nobody') : t('ownedBy', { name: owner.name })} {owner?.gone === true && <Badge component="span" color="yellow">{t('owner.gone')}</Badge>}
      {people.length > 0 && ` · ${t('owner.with', { names: people.map(({ name }) => name).join(', ') })}`}
    </>
  );
}

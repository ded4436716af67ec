/** What feeds the display: each timing session with its locations, what they are for, and how old their data is. */
import { Alert, Anchor, Button, Group, Paper, Stack, Switch, Text, Title } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionTiming, DisplaySession } from '../../../api/display-sessions';
import { previewKey, previewQuery, selectTiming, unbindTiming, type BindingChoice } from '../../../api/timing-choice';
import { DataAge } from '../../../components/DataAge';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { LiveBadge } from '../../../components/timing-chooser/LiveBadge';
import { LocationRoles } from '../../../components/timing-chooser/LocationRoles';
import { completed, rolesOf } from '../../../components/timing-chooser/roles';
import { done, undoable } from '../../../components/toast';
import { useMay } from '../../../components/useMay';
import { useRefreshSessions } from '../useSessions';

/** Where only the age of the data is wanted there is no need for a stream. */
const LOOK_MS = 5_000;
const TimingSessionChooser = lazy(async () => ({ default: (await import('../../../components/TimingSessionChooser')).TimingSessionChooser }));

export function BoundTiming({ session }: { readonly session: DisplaySession }) {
  const { t } = useTranslation('displays');
  const refresh = useRefreshSessions();
  const [choosing, setChoosing] = useState(false);
  const choose = <Button variant={session.timing_sessions.length === 0 ? 'filled' : 'default'} leftSection={<IconPlugConnected size={16} aria-hidden />} onClick={() => { setChoosing(true); }}>{t('bound.choose')}</Button>;
  return (
    <Paper withBorder p="md" component="section" aria-label={t('bound.title')}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs"><Title order={2}>{t('bound.title')}</Title>{choose}</Group>
        {session.timing_sessions.length === 0 && <Text c="dimmed" size="sm">{t('bound.noneText')}</Text>}
        {session.timing_sessions.map((bound) => <One key={bound.id} session={session} bound={bound} />)}
      </Stack>
      <Suspense fallback={null}>
        {choosing && (
          <TimingSessionChooser
            displaySessionId={session.id} bound={session.timing_sessions} onClose={() => { setChoosing(false); }}
            onBound={({ name }) => { setChoosing(false); done(t('bound.done', { name })); void refresh(session.id); }}
          />
        )}
      </Suspense>
    </Paper>
  );
}

function One({ session, bound }: { readonly session: DisplaySession; readonly bound: SessionTiming }) {
  const { t } = useTranslation('displays');
  const refresh = useRefreshSessions();
  const queries = useQueryClient();
  const mayName = useMay('timing.edit');
  const now = useQuery({ ...previewQuery(bound.id), refetchInterval: LOOK_MS, throwOnError: false }).data;
  const put = (change: Partial<BindingChoice>): Promise<unknown> => selectTiming(bound.id, { display_session_id: session.id, ...change });
  const again = () => Promise.all([refresh(session.id), queries.invalidateQueries({ queryKey: previewKey(bound.id) })]);
  const there = now?.locations ?? bound.locations.map(({ name }) => ({ name, guessed_role: null, newest_received: null }));
  const locations = rolesOf(there, bound);
  // Those that were listed and have not been heard stay listed.
  const unheard = bound.locations.filter(({ name }) => !there.some((each) => each.name === name)).map(completed);
  const change = useMutation({ mutationFn: put, onSettled: again });
  const unbind = useMutation({
    mutationFn: () => unbindTiming(session.id, bound.id),
    onSuccess: () => { undoable(t('bound.unbound', { name: bound.name }), async () => { await put({ locations: bound.locations, only_listed: bound.only_listed }); await again(); }); },
    onSettled: again,
  });
  const busy = change.isPending || unbind.isPending;
  return (
    <Paper withBorder p="sm" component="article" aria-label={bound.name}>
      <Stack gap={6}>
        <Group justify="space-between" gap="xs">
          <Group gap={8} style={{ minWidth: 0 }}>
            <Text fw={650} style={{ overflowWrap: 'anywhere' }}>{bound.name}</Text>
            {now !== undefined && <><LiveBadge live={now.live} state={now.state} /><DataAge at={newestOf(now.locations)} /></>}
          </Group>
          <Button size="compact-sm" variant="subtle" color="red" loading={unbind.isPending} onClick={() => { unbind.mutate(); }} aria-label={t('bound.unbindOne', { name: bound.name })}>{t('bound.unbind')}</Button>
        </Group>
        {now?.event === null && (
          <Alert color="yellow" py={6}>
            {t('bound.withoutNames')} {mayName && session.event !== null && <Anchor component="button" type="button" inherit onClick={() => { change.mutate({ bind_event: true }); }}>{t('bound.bindEvent', { event: session.event })}</Anchor>}
          </Alert>
        )}
        <LocationRoles
          locations={[...locations, ...unheard]} newest={new Map(there.map(({ name, newest_received }) => [name, newest_received]))} busy={busy}
          onChange={(one) => { change.mutate({ locations: [...locations, ...unheard].map((each) => (each.name === one.name ? one : each)) }); }}
        />
        <Switch size="sm" disabled={busy} checked={!bound.only_listed} label={t('location.later')} onChange={({ currentTarget: { checked } }) => { change.mutate({ only_listed: !checked, locations: [...locations, ...unheard] }); }} />
        <ProblemAlert error={change.error ?? unbind.error} />
      </Stack>
    </Paper>
  );
}

function newestOf(locations: readonly { readonly newest_received: number | null }[]): number | null {
  const heard = locations.flatMap(({ newest_received }) => (newest_received === null ? [] : [newest_received]));
  return heard.length === 0 ? null : Math.max(...heard);
}

/** The display sessions of an event that the person may work in, their links, and a new one: on the event's page and at the start. */
import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionsQuery, type DisplayMode, type DisplaySession } from '../api/display-sessions';
import type { TimingChoice } from '../api/timing-choice';
import { Busy } from './Busy';
import { DisplayLinks } from './display-links/DisplayLinks';
import { EmptyState } from './EmptyState';
import { NewDisplaySession } from './NewDisplaySession';
import { ProblemAlert } from './ProblemAlert';
import { Feeding, Looking } from './SessionCard';
import { done } from './toast';
import { useTimingNow } from './useTimingNow';

interface Props {
  readonly partner: string;
  readonly eventId: number;
  /** Of those that are made here; absent: it is chosen with each. */
  readonly mode?: DisplayMode;
}

export function EventDisplays({ partner, eventId, mode }: Props) {
  const { t } = useTranslation('displays');
  const sessions = useInfiniteQuery({ ...sessionsQuery({ event_id: eventId, state: 'open' }), throwOnError: false });
  const live = useTimingNow();
  const [making, setMaking] = useState(false);
  const [open, setOpen] = useState<number | null>(null);
  const items = sessions.data?.pages.flatMap((page) => page.items) ?? [];
  const made = (session: DisplaySession): void => {
    setMaking(false);
    setOpen(session.id);
    done(t('made', { name: session.name }));
  };
  if (sessions.data === undefined) return sessions.error === null ? <Busy /> : <ProblemAlert error={sessions.error} retry={() => { void sessions.refetch(); }} />;
  const add = <Button variant={items.length === 0 ? 'filled' : 'default'} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => { setMaking(true); }}>{t('new')}</Button>;
  return (
    <Stack gap="sm">
      {items.length === 0 && !making && <EmptyState title={t('ofEvent.none')} action={add}>{t('ofEvent.noneText')}</EmptyState>}
      {items.map((session) => <Card key={session.id} partner={partner} session={session} live={live} open={open === session.id} onToggle={() => { setOpen(open === session.id ? null : session.id); }} />)}
      {sessions.hasNextPage && <Group><Button variant="default" loading={sessions.isFetchingNextPage} onClick={() => { void sessions.fetchNextPage(); }}>{t('more')}</Button></Group>}
      {making && <Paper withBorder p="sm"><NewDisplaySession eventId={eventId} {...(mode === undefined ? {} : { mode })} onMade={made} onCancel={() => { setMaking(false); }} /></Paper>}
      {items.length > 0 && !making && <Group>{add}</Group>}
    </Stack>
  );
}

function Card({ partner, session, live, open, onToggle }: { readonly partner: string; readonly session: DisplaySession; readonly live: ReadonlyMap<number, TimingChoice>; readonly open: boolean; readonly onToggle: () => void }) {
  const { t } = useTranslation('displays');
  return (
    <Paper withBorder p="sm" component="article" aria-label={session.name}>
      <Stack gap="sm">
        <Group justify="space-between" gap="sm">
          <div style={{ minWidth: 0, flex: '1 1 16rem' }}>
            <Group gap={8} align="baseline">
              <Anchor fw={650} style={{ overflowWrap: 'anywhere' }} renderRoot={(props) => <Link to="/p/$partner/displays/$displayId" params={{ partner, displayId: session.id }} {...props} />}>{session.name}</Anchor>
              <Text size="sm" c="dimmed">{t(`mode.${session.mode}`)}{!session.mine && session.owner !== null ? ` · ${t('ownedBy', { name: session.owner.name })}` : ''}</Text>
            </Group>
            <Feeding session={session} live={live} />
            <Looking session={session} />
          </div>
          <Button variant={open ? 'default' : 'light'} size="sm" aria-expanded={open} rightSection={open ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />} onClick={onToggle}>{t('ofEvent.links')}</Button>
        </Group>
        {open && <DisplayLinks session={session} />}
      </Stack>
    </Paper>
  );
}

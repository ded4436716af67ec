/** Opens a timing session of an event on any screen, and closes the displays that are open. */
import { Anchor, Button, Group, Paper, SegmentedControl, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeDisplay, eventSessionsQuery, linksKey, linksQuery, openDisplay } from '../api/display-links';
import type { Link, NewLink, TimingSession } from '../api/generated';
import { Busy } from './Busy';
import { CopyField } from './CopyField';
import { EmptyState } from './EmptyState';
import { ProblemAlert } from './ProblemAlert';
import { useFormat } from './time';
import { done } from './toast';

type Mode = NonNullable<NewLink['mode']>;
const MODES: readonly Mode[] = ['pre_race', 'results'];

interface Props {
  readonly partner: string;
  readonly eventId: number;
  /** Absent: it is chosen here. */
  readonly mode?: Mode;
  /** Leads to where a timing session is bound to the event. */
  readonly toTiming: string;
}

const HOURS = [2, 6, 12, 24];

export function DisplayPanel({ partner, eventId, mode, toTiming }: Props) {
  const { t } = useTranslation('selection');
  const sessions = useQuery(eventSessionsQuery(partner, eventId));
  const links = useQuery(linksQuery(partner, eventId));
  if (sessions.data === undefined || links.data === undefined) {
    const error = sessions.error ?? links.error;
    return error === null ? <Busy /> : <ProblemAlert error={error} retry={() => { void sessions.refetch(); void links.refetch(); }} />;
  }
  return (
    <Stack gap="md">
      {sessions.data.items.length === 0
        ? <EmptyState title={t('noSession')} action={<Button component="a" href={toTiming} variant="default">{t('toTiming')}</Button>}>{t('noSessionText')}</EmptyState>
        : <OpenForm partner={partner} eventId={eventId} sessions={sessions.data.items} {...(mode === undefined ? {} : { mode })} />}
      {links.data.items.length > 0 && (
        <Stack gap="sm">
          <Title order={2} size="h3">{t('open.list', { count: links.data.items.length })}</Title>
          {links.data.items.map((link) => <OpenLink key={link.address} partner={partner} eventId={eventId} link={link} />)}
        </Stack>
      )}
    </Stack>
  );
}

function OpenForm({ partner, eventId, mode: told, sessions }: Omit<Props, 'toTiming'> & { readonly sessions: readonly TimingSession[] }) {
  const { t } = useTranslation('selection');
  const queries = useQueryClient();
  const format = useFormat();
  const [session, setSession] = useState(String(sessions[0]?.id ?? ''));
  const [chosen, setChosen] = useState<Mode>('results');
  const mode = told ?? chosen;
  const [title, setTitle] = useState('');
  const [hours, setHours] = useState('24');
  const open = useMutation({
    mutationFn: () => openDisplay(eventId, { session_id: Number(session), title: title.trim(), mode, hours: Number(hours) }),
    onSuccess: async () => {
      done(t('open.done'));
      await queries.invalidateQueries({ queryKey: linksKey(partner, eventId) });
    },
  });
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); open.mutate(); }}>
      <Stack gap="sm" maw={640}>
        {told === undefined && (
          <SegmentedControl aria-label={t('step.mode')} value={chosen} onChange={setChosen} data={MODES.map((value) => ({ value, label: t(`mode.${value}.title`) }))} style={{ alignSelf: 'flex-start' }} />
        )}
        <Select
          label={t('open.session')} description={t('open.sessionText')} allowDeselect={false} value={session} onChange={(value) => { setSession(value ?? ''); }}
          data={sessions.map((each) => ({ value: String(each.id), label: t('open.sessionIs', { name: each.name, day: format.day(each.day), count: each.reads }) }))}
        />
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput label={t('open.title')} placeholder={t('open.titleExample')} maxLength={100} value={title} onChange={(event) => { setTitle(event.currentTarget.value); }} />
          <Select label={t('open.hours')} allowDeselect={false} value={hours} onChange={(value) => { setHours(value ?? '24'); }} data={HOURS.map((count) => ({ value: String(count), label: t('open.hoursAre', { count }) }))} />
        </Group>
        <ProblemAlert error={open.error} />
        <Group><Button type="submit" loading={open.isPending}>{t('open.verb')}</Button></Group>
      </Stack>
    </form>
  );
}

function OpenLink({ partner, eventId, link }: { readonly partner: string; readonly eventId: number; readonly link: Link }) {
  const { t } = useTranslation('selection');
  const format = useFormat();
  const queries = useQueryClient();
  const close = useMutation({
    mutationFn: () => closeDisplay(eventId, link.address),
    onSuccess: () => { done(t('open.closed')); },
    onSettled: () => queries.invalidateQueries({ queryKey: linksKey(partner, eventId) }),
  });
  return (
    <Paper withBorder p="sm">
      <Group align="flex-start" gap="md">
        <img src={`data:image/svg+xml;utf8,${encodeURIComponent(link.qr)}`} alt={t('open.qr', { url: link.url })} width={112} height={112} style={{ background: 'white', flex: 'none' }} />
        <Stack gap={6} flex={1} miw={260}>
          <Text fw={650}>{link.title === '' ? link.session : link.title}</Text>
          <Text size="sm" c="dimmed">{t(`mode.${link.mode}.title`)} · {link.session} · {t('open.until', { at: format.dateTime(link.expires_at) })}</Text>
          <CopyField label={t('open.address')} value={link.url} />
          <ProblemAlert error={close.error} />
          <Group gap="sm">
            <Anchor href={link.url} target="_blank" rel="noreferrer">{t('open.here')}</Anchor>
            <Button size="compact-sm" variant="subtle" color="red" loading={close.isPending} onClick={() => { close.mutate(); }}>{t('open.close')}</Button>
          </Group>
        </Stack>
      </Group>
    </Paper>
  );
}

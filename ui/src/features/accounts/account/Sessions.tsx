/** Where the person is signed in; each can be ended from here, and all of them at once. */
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { session, type Leaving } from '../../../api/client';
import type { MySession } from '../../../api/generated';
import { Busy } from '../../../components/Busy';
import { ask } from '../../../components/confirm';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { done } from '../../../components/toast';
import { browserOf } from '../browserOf';
import { endSession, readSessions, SESSIONS, signOutEverywhere } from '../requests';
import { Section } from './Section';

export function Sessions() {
  const { t } = useTranslation('accounts');
  const queries = useQueryClient();
  const router = useRouter();
  const sessions = useQuery({ queryKey: SESSIONS, queryFn: ({ signal }) => readSessions(signal), throwOnError: false });
  const end = useMutation({
    mutationFn: endSession,
    onSuccess: async () => {
      done(t('sessions.ended'));
      await queries.invalidateQueries({ queryKey: SESSIONS });
    },
  });
  const endAll = useMutation({
    mutationFn: async (leaving: Leaving) => {
      await signOutEverywhere();
      await session.left(leaving);
    },
    onSuccess: async () => {
      await router.navigate({ to: '/sign-in' });
      queries.clear();
    },
  });
  const everywhere = async (): Promise<void> => {
    if (!(await ask({ title: t('sessions.everywhere'), text: t('sessions.everywhereText'), verb: t('sessions.everywhere') }))) return;
    const leaving = await session.mayLeave();
    if (leaving !== null) endAll.mutate(leaving);
  };
  return (
    <Section title={t('sessions.title')} description={t('sessions.text')}>
      {sessions.isPending && <Busy />}
      <ProblemAlert error={sessions.error ?? end.error ?? endAll.error} />
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {sessions.data?.map((one) => <OneSession key={one.id} one={one} busy={end.isPending && end.variables === one.id} onEnd={() => { end.mutate(one.id); }} />)}
      </Stack>
      <Group><Button variant="default" color="red" loading={endAll.isPending} onClick={() => { void everywhere(); }}>{t('sessions.everywhere')}</Button></Group>
    </Section>
  );
}

interface OneProps {
  readonly one: MySession;
  readonly busy: boolean;
  readonly onEnd: () => void;
}

function OneSession({ one, busy, onEnd }: OneProps) {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  return (
    <Group component="li" justify="space-between" wrap="nowrap" gap="sm">
      <div>
        <Group gap="xs">
          <Text fw={600} title={one.user_agent}>{browserOf(one.user_agent) ?? t('sessions.unknownBrowser')}</Text>
          {one.this && <Badge variant="light">{t('sessions.this')}</Badge>}
        </Group>
        <Text size="sm" c="dimmed">
          {t('sessions.line', { address: one.address, how: t(`sessions.how.${one.how}`), seen: format.ago(one.seen_at), since: format.dateTime(one.created_at) })}
        </Text>
      </div>
      {!one.this && <Button variant="default" size="xs" loading={busy} onClick={onEnd} aria-label={t('sessions.endLabel', { browser: browserOf(one.user_agent) ?? '', address: one.address })}>{t('sessions.end')}</Button>}
    </Group>
  );
}

/** A link that works: code to scan, address to copy, a window to open, who looks, how long it still works. */
import { Alert, Anchor, Badge, Button, Group, Menu, Paper, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconEye, IconScreenShare } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeLink, linksKey, revokeLink, sessionKey, SESSIONS, type DisplaySession, type DisplayUrl } from '../../api/display-sessions';
import { ask } from '../confirm';
import { CopyField } from '../CopyField';
import { ProblemAlert } from '../ProblemAlert';
import { openOnScreen, type Opened } from '../screen-window';
import { useFormat } from '../time';
import { done } from '../toast';
import { useNow } from '../useNow';
import { hoursText } from './NewLink';
import { EVENT_END, lasting, lengths } from './times';

interface Props {
  readonly session: Pick<DisplaySession, 'id' | 'event_id'>;
  readonly link: DisplayUrl;
}

export function OneLink({ session, link }: Props) {
  const { t } = useTranslation('displays');
  const format = useFormat();
  const queries = useQueryClient();
  const now = useNow(5_000);
  const [opened, setOpened] = useState<Opened | null>(null);
  const refresh = () => Promise.all([linksKey(session.id), sessionKey(session.id), SESSIONS].map((queryKey) => queries.invalidateQueries({ queryKey })));
  const extend = useMutation({ mutationFn: (length: string) => changeLink(link.id, lasting(length)), onSuccess: (after) => { done(t('link.extended', { at: format.dateTime(after.expires_at) })); }, onSettled: refresh });
  const revoke = useMutation({ mutationFn: () => revokeLink(link.id), onSuccess: () => { done(t('link.revoked')); }, onSettled: refresh });
  const revokeAfterAsking = async (): Promise<void> => {
    if (await ask({ title: t('link.revokeTitle'), text: t('link.revokeText', { count: link.viewers }), verb: t('link.revoke') })) revoke.mutate();
  };
  return (
    <Paper withBorder p="sm" component="article" aria-label={t('link.article', { name: nameOf(link) })}>
      <Group align="flex-start" gap="md">
        <img src={`data:image/svg+xml;utf8,${encodeURIComponent(link.qr)}`} alt={t('link.qr', { url: link.url })} width={112} height={112} style={{ background: 'white', flex: 'none' }} />
        <Stack gap={6} flex="1 1 15rem" miw={0}>
          <Group gap={8} justify="space-between">
            <Text fw={650} style={{ overflowWrap: 'anywhere' }}>{nameOf(link)}</Text>
            <Badge color={link.viewers > 0 ? 'green' : 'gray'} leftSection={<IconEye size={12} aria-hidden />}>{t('link.viewers', { count: link.viewers })}</Badge>
          </Group>
          <Text size="sm" c="dimmed" className="numbers">
            {link.state === 'waiting' && link.opens_at !== null ? `${t('link.opensAt', { at: format.dateTime(link.opens_at) })} · ` : ''}
            {t('link.until', { at: format.dateTime(link.expires_at) })} · {link.last_seen_at === null ? t('link.neverSeen') : t('link.seen', { ago: format.ago(Math.min(new Date(link.last_seen_at).getTime(), now), now) })}
          </Text>
          <CopyField label={t('link.address')} value={link.url} />
          {opened === 'blocked' && <Alert color="yellow" py={6}>{t('link.blocked')}</Alert>}
          <ProblemAlert error={extend.error ?? revoke.error} />
          <Group gap="xs">
            <Button size="compact-sm" leftSection={<IconScreenShare size={16} aria-hidden />} onClick={() => { void openOnScreen(link.url).then(setOpened); }}>{t('link.open')}</Button>
            <Anchor size="sm" href={link.url} target="_blank" rel="noreferrer">{t('link.openTab')}</Anchor>
            <Menu position="bottom-start">
              <Menu.Target><Button size="compact-sm" variant="default" loading={extend.isPending} rightSection={<IconChevronDown size={14} aria-hidden />}>{t('link.extend')}</Button></Menu.Target>
              <Menu.Dropdown>
                <Menu.Label>{t('link.worksFromNow')}</Menu.Label>
                {lengths(session.event_id !== null).map((length) => (
                  <Menu.Item key={length} onClick={() => { extend.mutate(length); }}>{length === EVENT_END ? t('link.eventEnd') : hoursText(t, Number(length))}</Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            <Button size="compact-sm" variant="subtle" color="red" loading={revoke.isPending} onClick={() => { void revokeAfterAsking(); }}>{t('link.revoke')}</Button>
          </Group>
        </Stack>
      </Group>
    </Paper>
  );
}

function nameOf({ label, id }: DisplayUrl): string {
  return label === '' ? id : label;
}

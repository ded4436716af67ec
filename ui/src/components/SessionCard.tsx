/** A display session in a few lines: what feeds it, and who looks. */
import { Badge, Group, Text } from '@mantine/core';
import { IconDeviceTv, IconDeviceTvOff, IconLink, IconPlugOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DisplaySession } from '../api/display-sessions';
import type { TimingChoice } from '../api/timing-choice';
import { DataAge } from './DataAge';
import { LiveBadge } from './timing-chooser/LiveBadge';

interface FeedingProps {
  readonly session: Pick<DisplaySession, 'timing_sessions'>;
  /** What is known of timing sessions now, by number; those of long ago are not among them. */
  readonly live: ReadonlyMap<number, TimingChoice>;
}

export function Feeding({ session: { timing_sessions: bound }, live }: FeedingProps) {
  const { t } = useTranslation('displays');
  if (bound.length === 0) return <Text size="sm" c="dimmed"><IconPlugOff size={14} aria-hidden /> {t('bound.none')}</Text>;
  return (
    <>
      {bound.map(({ id, name }) => {
        const now = live.get(id);
        return (
          <Group key={id} gap={6}>
            <Text span size="sm" style={{ overflowWrap: 'anywhere' }}>{name}</Text>
            {now !== undefined && <><LiveBadge live={now.live} state={now.state} /><DataAge at={now.newest_received} /></>}
          </Group>
        );
      })}
    </>
  );
}

export function Looking({ session: { screens, screens_down: down, links, viewers } }: { readonly session: Pick<DisplaySession, 'screens' | 'screens_down' | 'links' | 'viewers'> }) {
  const { t } = useTranslation('displays');
  return (
    <Group gap={6}>
      <Badge color={screens > 0 ? 'green' : 'gray'} leftSection={<IconDeviceTv size={12} aria-hidden />}>{t('screens.up', { count: screens })}</Badge>
      {down > 0 && <Badge color="red" leftSection={<IconDeviceTvOff size={12} aria-hidden />}>{t('screens.down', { count: down })}</Badge>}
      <Text span size="sm" c="dimmed"><IconLink size={14} aria-hidden /> {t('links.count', { count: links })}{links > 0 && ` · ${t('link.viewers', { count: viewers })}`}</Text>
    </Group>
  );
}

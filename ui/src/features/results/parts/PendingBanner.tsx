/** Of an official race: what would be otherwise by now. It stays as it is until somebody takes "official" back. */
import { Alert, List, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconGavel } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RaceCounts, Standing } from '../../../api/generated';
import { pendingQuery } from '../requests';
import type { Desk } from '../useDesk';
import { timeText, whoText } from '../words';

interface Props {
  readonly desk: Desk;
  readonly race: RaceCounts;
  readonly onOpen: (participant: number) => void;
}

const SHOWN = 8;

export function PendingBanner({ desk, race, onOpen }: Props) {
  const { t, i18n } = useTranslation('results');
  const official = race.state === 'official';
  const { data } = useQuery({ ...pendingQuery(desk.eventId, race.race_id), enabled: official });
  if (!official || data === undefined || data.items.length === 0) return null;
  const said = ({ status, gun_ms: gun, chip_ms: chip }: Standing) => [t(`status.${status}`), timeText(gun ?? chip, race.decimals, i18n.language)].filter((part) => part !== '').join(' ');
  const left = data.items.length - SHOWN;
  return (
    <Alert color="orange" role="alert" icon={<IconGavel aria-hidden />} title={t('pending.count', { count: data.items.length })}>
      <Stack gap="xs">
        <List size="sm" spacing={2}>
          {data.items.slice(0, SHOWN).map((one) => (
            <List.Item key={one.participant_id}>
              <UnstyledButton fz="inherit" td="underline" onClick={() => { onOpen(one.participant_id); }}>{whoText(one, t)}</UnstyledButton>{' '}
              {t('pending.change', { was: said(one.shown), is: said(one.now) })}
            </List.Item>
          ))}
        </List>
        {left > 0 && <Text size="sm">{t(data.more ? 'pending.many' : 'pending.more', { count: left })}</Text>}
        <Text size="sm">{t('pending.hint')}</Text>
      </Stack>
    </Alert>
  );
}

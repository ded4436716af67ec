/** A kiosk for runners: the address to open on its screen, made when it is asked for. */
import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconDeviceTablet } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import type { KioskAddress } from '../api/generated';
import { CopyField } from './CopyField';
import { ProblemAlert } from './ProblemAlert';
import { publishingKey } from './publishing';
import { QrAddress } from './QrAddress';
import { useFormat } from './time';

export function EventKiosk({ partner, eventId }: { readonly partner: string; readonly eventId: number }) {
  const { t } = useTranslation('publishing');
  const format = useFormat();
  const [asked, setAsked] = useState(false);
  const found = useQuery({
    // Publishing changes the address, so that its key begins this one.
    queryKey: [...publishingKey(partner, eventId), 'kiosk'],
    queryFn: ({ signal }) => api.get<KioskAddress>(`/api/events/${eventId}/kiosk`, { signal }),
    enabled: asked,
    staleTime: Infinity,
    gcTime: 0,
    throwOnError: false,
  });
  const { data: told } = found;
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        <Text>{t('kiosk.text')}</Text>
        {found.error !== null && <ProblemAlert error={found.error} retry={() => { void found.refetch(); }} />}
        {told === undefined ? (
          <Group><Button variant="default" leftSection={<IconDeviceTablet size={16} aria-hidden />} loading={found.isFetching} onClick={() => { setAsked(true); }}>{t('kiosk.ask')}</Button></Group>
        ) : (
          <QrAddress url={told.url} qr={told.qr} alt={t('qr', { url: told.url })} open={t('kiosk.open')} save={{ text: t('qrFile'), file: 'kiosk.svg' }}>
            <CopyField
              label={t('kiosk.link')} value={told.url}
              description={told.until === null ? t('kiosk.published') : t('kiosk.until', { when: format.dateTime(told.until) })}
            />
          </QrAddress>
        )}
      </Stack>
    </Paper>
  );
}

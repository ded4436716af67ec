/** How a spare device becomes this screen: scan, open, or type the code. The same on a card, to hang beside it. */
import { Alert, Button, Group, Image, Modal, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../api/generated';
import { CopyField } from '../../../components/CopyField';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { useNow } from '../../../components/useNow';
import { SCREENS, takeover } from '../requests';
import { ofScreens } from '../target';
import type { Acting } from '../useActing';
import { PrintedCard } from './PrintedCard';

interface Props { readonly screen: Screen; readonly acting: Acting; readonly clockAhead: number }

export function TakeOverDialog({ onClose, ...props }: Props & { readonly onClose: () => void }) {
  const { t } = useTranslation('screens');
  return (
    <Modal opened onClose={onClose} title={t('takeover.title', { number: props.screen.number, name: props.screen.name })} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <TakeOver {...props} />
    </Modal>
  );
}

export function TakeOver({ screen, acting, clockAhead }: Props) {
  const { t } = useTranslation('screens');
  const { time } = useFormat();
  const now = useNow(1_000) + clockAhead;
  const [printing, setPrinting] = useState(false);
  const { id, state, released_until: until } = screen;
  const found = useQuery({ queryKey: [...SCREENS, 'take-over', id, screen.code, screen.link?.address], queryFn: ({ signal }) => takeover(id, { signal }), throwOnError: false });
  const released = until !== null && new Date(until).getTime() > now;
  const free = released || state === 'down' || state === 'never';
  return (
    <Stack gap="sm">
      <Alert color={free ? 'green' : 'gray'} variant="light" p="xs">{t(released ? 'takeover.released' : free ? 'takeover.free' : 'takeover.running', { until: released ? time(until) : '' })}</Alert>
      {!free && <Group><Button variant="default" onClick={() => { acting.release(ofScreens([screen])); }}>{t('takeover.release')}</Button></Group>}
      <ProblemAlert error={found.error} retry={() => { void found.refetch(); }} />
      {found.data !== undefined && (
        <>
          {found.data.qr !== null && <Image src={pictureOf(found.data.qr)} alt={t('takeover.qr', { number: screen.number })} w={220} h={220} p={8} bg="white" />}
          <Text size="sm">{t(found.data.url === null ? 'takeover.noLink' : 'takeover.scan')}</Text>
          <CopyField label={t('takeover.code')} value={found.data.code} />
          {found.data.url !== null && <CopyField label={t('takeover.link')} value={found.data.url} />}
          <Group><Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => { setPrinting(true); }}>{t('takeover.print')}</Button></Group>
          {printing && <PrintedCard screen={screen} takeover={found.data} onPrinted={() => { setPrinting(false); }} />}
        </>
      )}
    </Stack>
  );
}

export function pictureOf(svg: string): string {
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}

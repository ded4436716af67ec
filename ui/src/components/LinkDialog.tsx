/** A link that works once, told this once: to be copied and handed over, also when a mail with it went out. */
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MadeLink } from '../api/generated';
import { CopyField } from './CopyField';
import { useFormat } from './time';

interface Props {
  readonly link: MadeLink;
  readonly onClose: () => void;
}

export function LinkDialog({ link, onClose }: Props) {
  const { t } = useTranslation('people');
  const format = useFormat();
  return (
    <Modal opened onClose={onClose} title={t('link.title')} size="lg" closeOnClickOutside={false} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Stack gap="md">
        <Text>{t(link.mailed ? 'link.mailed' : 'link.text')}</Text>
        <CopyField label={t('link.label')} value={link.url} description={t('link.until', { until: format.dateTime(link.expires_at) })} />
        <Alert variant="light" color="yellow">{t('link.once')}</Alert>
        <Group justify="flex-end"><Button onClick={onClose}>{t('link.done')}</Button></Group>
      </Stack>
    </Modal>
  );
}

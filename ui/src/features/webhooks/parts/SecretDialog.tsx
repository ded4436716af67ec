/** A new webhook's secret, shown this once. */
import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MadeWebhook } from '../../../api/generated';
import { CopyField } from '../../../components/CopyField';

export function SecretDialog({ made, onClose }: { readonly made: MadeWebhook; readonly onClose: () => void }) {
  const { t } = useTranslation('webhooks');
  return (
    <Modal opened onClose={onClose} title={t('secret.title')} size="lg" closeOnClickOutside={false} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Stack gap="md">
        <CopyField label={t('secret.label')} value={made.secret} description={t('secret.text')} />
        <Alert variant="light" color="yellow">{t('secret.once')}</Alert>
        <Group justify="flex-end"><Button onClick={onClose}>{t('secret.done')}</Button></Group>
      </Stack>
    </Modal>
  );
}

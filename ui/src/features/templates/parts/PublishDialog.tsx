/** Publishing changes what hangs on walls, so it says which walls before. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateRow } from '../../../api/templates';
import { useTemplateActions } from '../useTemplates';

interface Props {
  readonly template: TemplateRow;
  readonly version: number;
  readonly onClose: () => void;
}

export function PublishDialog({ template, version, onClose }: Props) {
  const { t } = useTranslation('templates');
  const actions = useTemplateActions();
  const [busy, setBusy] = useState(false);
  const publish = async (): Promise<void> => {
    setBusy(true);
    const published = await actions.publish(template, version);
    setBusy(false);
    if (published) onClose();
  };
  return (
    <Modal opened onClose={onClose} centered title={t('publish.title', { number: version, name: template.name })} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Text>{t('publish.text', { count: template.used_by })}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
        <Button data-autofocus loading={busy} onClick={() => { void publish(); }}>{t('publish.verb')}</Button>
      </Group>
    </Modal>
  );
}

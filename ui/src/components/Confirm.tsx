/** The question of `ask`, as a dialog: Escape and the first button leave everything as it is. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Asked } from './confirm';

export function Confirm({ question }: { readonly question: Asked }) {
  const { t } = useTranslation('shell');
  return (
    <Modal opened onClose={() => { question.answer(false); }} title={question.title} centered closeButtonProps={{ 'aria-label': t('close') }}>
      <Text>{question.text}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" data-autofocus onClick={() => { question.answer(false); }}>{t('cancel')}</Button>
        <Button color="red" onClick={() => { question.answer(true); }}>{question.verb}</Button>
      </Group>
    </Modal>
  );
}

/** The question of `ask`, as a dialog: Escape and the first button leave everything as it is. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Asked } from './confirm';

export function Confirm({ question }: { readonly question: Asked }) {
  const { t } = useTranslation('shell');
  return (
    <Modal opened onClose={() => { question.answer('no'); }} title={question.title} centered closeButtonProps={{ 'aria-label': t('close') }}>
      <Text>{question.text}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" data-autofocus onClick={() => { question.answer('no'); }}>{t('cancel')}</Button>
        <Button color="red" variant={question.gentle === undefined ? 'filled' : 'outline'} onClick={() => { question.answer('yes'); }}>{question.verb}</Button>
        {question.gentle !== undefined && <Button onClick={() => { question.answer('gentle'); }}>{question.gentle}</Button>}
      </Group>
    </Modal>
  );
}

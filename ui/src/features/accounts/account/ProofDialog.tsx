import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useState, useSyncExternalStore, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { onProof, proofWanted } from './proof';

export function ProofDialog() {
  const answer = useSyncExternalStore(onProof, proofWanted);
  return answer === null ? null : <Ask answer={answer} />;
}

function Ask({ answer }: { readonly answer: (password: string | null) => void }) {
  const { t } = useTranslation('accounts');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (password !== '') answer(password);
  };
  return (
    <Modal opened onClose={() => { answer(null); }} title={t('proof.title')} centered closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Text>{t('proof.text')}</Text>
          <PasswordInput label={t('password')} autoComplete="current-password" data-autofocus value={password} onChange={(event) => { setPassword(event.currentTarget.value); }} visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => { answer(null); }}>{t('shell:cancel')}</Button>
            <Button type="submit" disabled={password === ''}>{t('proof.submit')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

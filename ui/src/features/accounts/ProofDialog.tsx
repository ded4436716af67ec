/** "Is it you?": the password again, or a passkey. */
import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { readMe, type Me } from '../../api/me';
import { ProblemAlert } from '../../components/ProblemAlert';
import { prove } from './requests';
import { PasskeyButton } from './sign-in/PasskeyButton';

interface Props {
  readonly me: Me;
  readonly answer: (proved: boolean) => void;
}

export function ProofDialog({ me, answer }: Props) {
  const { t } = useTranslation('accounts');
  const [password, setPassword] = useState('');
  const send = useMutation({ mutationFn: prove, onSuccess: () => { answer(true); }, onError: () => { setPassword(''); } });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (password !== '') send.mutate(password);
  };
  // A passkey signs in anew, so there is a new token too.
  const passkey = async (): Promise<void> => { await readMe(); answer(true); };
  return (
    <Modal opened onClose={() => { answer(false); }} title={t('proof.title')} centered closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Stack gap="sm">
        <Text>{t('proof.text')}</Text>
        {me.has_password && (
          <form onSubmit={submit} noValidate>
            <Stack gap="sm">
              <input type="email" name="email" autoComplete="username" value={me.email} readOnly hidden />
              <PasswordInput label={t('password')} autoComplete="current-password" data-autofocus value={password} onChange={(event) => { setPassword(event.currentTarget.value); }} visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} />
              <ProblemAlert error={send.error} withFields={false} />
              <Group justify="flex-end">
                <Button variant="default" onClick={() => { answer(false); }}>{t('shell:cancel')}</Button>
                <Button type="submit" loading={send.isPending} disabled={password === ''}>{t('proof.submit')}</Button>
              </Group>
            </Stack>
          </form>
        )}
        {me.second_factor.passkeys > 0 && <PasskeyButton onDone={() => { void passkey(); }} />}
      </Stack>
    </Modal>
  );
}

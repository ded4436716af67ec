import { Divider, Stack } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GuestFrame } from '../GuestFrame';
import { CodeStep } from '../sign-in/CodeStep';
import { PasskeyButton } from '../sign-in/PasskeyButton';
import { PasswordStep } from '../sign-in/PasswordStep';
import { useSignedIn } from '../useSignedIn';

export function SignInPage() {
  const { t } = useTranslation('accounts');
  const { return: back } = useSearch({ from: '/sign-in' });
  const [step, setStep] = useState<'password' | 'code'>('password');
  const signedIn = useSignedIn();
  const done = (): void => { void signedIn(back); };
  if (step === 'code') {
    return <GuestFrame key="code" title={t('code.title')}><CodeStep onDone={done} onBack={() => { setStep('password'); }} /></GuestFrame>;
  }
  return (
    <GuestFrame key="password" title={t('signIn.title')}>
      <Stack gap="md">
        <PasswordStep onDone={(needsCode) => { if (needsCode) setStep('code'); else done(); }} />
        <Divider label={t('signIn.or')} />
        <PasskeyButton onDone={done} />
      </Stack>
    </GuestFrame>
  );
}

/** A partner asks for more than a password: give it now, or set it up first. */
import { Button, Container, Stack, Text } from '@mantine/core';
import { Link, useRouteContext, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/EmptyState';
import { PageHeader } from '../../../components/PageHeader';
import { CodeStep } from '../sign-in/CodeStep';
import { PasskeyButton } from '../sign-in/PasskeyButton';
import { useSignedIn } from '../useSignedIn';

export function SecondFactorPage() {
  const { t } = useTranslation('accounts');
  const { return: back } = useSearch({ from: '/signed-in/account/second-factor' });
  const { me: { second_factor: has } } = useRouteContext({ from: '/signed-in' });
  const signedIn = useSignedIn();
  const done = (): void => { void signedIn(back); };
  if (!has.totp && has.passkeys === 0) {
    return (
      <>
        <PageHeader title={t('needsFactor.title')} />
        <EmptyState title={t('needsFactor.none')} action={<Button renderRoot={(props) => <Link {...props} to="/account" hash="second-factor" />}>{t('needsFactor.setUp')}</Button>}>
          {t('needsFactor.why')}
        </EmptyState>
      </>
    );
  }
  return (
    <Container size={460} p={0}>
      <PageHeader title={t('needsFactor.title')} />
      <Stack gap="md">
        <Text>{t('needsFactor.why')}</Text>
        {has.totp && <CodeStep onDone={done} />}
        {has.passkeys > 0 && <PasskeyButton onDone={done} />}
      </Stack>
    </Container>
  );
}

/**
 * Why: a page that fails says so in words and offers the way on. When only the hub is away the page comes back by
 * itself as soon as the banner has found it again.
 */
import { Button, Container, Group, Stack, Text, Title } from '@mantine/core';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/client';
import { connection, onConnection } from '../../api/connection';

/** Instead of a whole page, where no frame is left round it. */
export function FaultPage(props: ErrorComponentProps) {
  return <main><Fault {...props} /></main>;
}

export function Fault({ error }: ErrorComponentProps) {
  const { t } = useTranslation('shell');
  const router = useRouter();
  const away = error instanceof ApiProblem && error.away;
  useEffect(() => (away ? onConnection(() => { if (connection() === 'good') void router.invalidate(); }) : undefined), [away, router]);
  return (
    <Container size="sm" py="xl">
      <Stack gap="sm" role="alert">
        <Title order={1}>{away ? t('away.title') : t('fault.title')}</Title>
        <Text>{error instanceof ApiProblem && !away ? error.message : t(away ? 'away.text' : 'fault.text')}</Text>
        <Group>
          <Button onClick={() => { void router.invalidate(); }}>{t('tryAgain')}</Button>
          <Button variant="default" component="a" href="/">{t('toStart')}</Button>
        </Group>
      </Stack>
    </Container>
  );
}

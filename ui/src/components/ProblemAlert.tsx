/** What the hub said no to, in its own sentence, heard by a screen reader at once. Nothing while there is no error. */
import { Alert, Button, Group, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client';

interface Props {
  readonly error: unknown;
  /** Offers "Try again". */
  readonly retry?: () => void;
  /** Field problems are shown here too; leave them out where the form shows them at its fields. */
  readonly withFields?: boolean;
}

export function ProblemAlert({ error, retry, withFields = true }: Props) {
  const { t } = useTranslation('shell');
  if (error === null || error === undefined) return null;
  const fields = error instanceof ApiProblem && withFields ? error.fields : [];
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} role="alert">
      {sentence(error, t('fault.text'))}
      {fields.length > 0 && <List size="sm">{fields.map(({ field, message }) => <List.Item key={field + message}>{field}: {message}</List.Item>)}</List>}
      {retry !== undefined && <Group mt="xs"><Button size="xs" variant="default" onClick={retry}>{t('tryAgain')}</Button></Group>}
    </Alert>
  );
}

/** The hub's sentence; a fault of ours has no words for people. */
export function sentence(error: unknown, otherwise: string): string {
  return error instanceof ApiProblem ? error.message : otherwise;
}

/** What the hub said no to, in its own sentence, heard by a screen reader at once. Nothing while there is no error. */
import { Alert, Button, Group, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client';

interface Props {
  readonly error: unknown;
  /** Offers "Try again". */
  readonly retry?: () => void;
  /** Field problems are shown here too; leave them out where the form shows them at its fields. */
  readonly withFields?: boolean;
  /** Of a form: closes it when what it changes was changed by somebody else and is loaded again. */
  readonly onStale?: () => void;
}

export function ProblemAlert({ error, retry, withFields = true, onStale }: Props) {
  const { t } = useTranslation('shell');
  if (error === null || error === undefined) return null;
  const fields = error instanceof ApiProblem && withFields ? error.fields : [];
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} role="alert">
      {sentence(error, t('fault.text'))}
      {fields.length > 0 && <List size="sm">{fields.map(({ field, message }) => <List.Item key={field + message}>{field}: {message}</List.Item>)}</List>}
      {onStale !== undefined && error instanceof ApiProblem && error.code === 'stale' && <LoadAgain onLoaded={onStale} />}
      {retry !== undefined && <Group mt="xs"><Button size="xs" variant="default" onClick={retry}>{t('tryAgain')}</Button></Group>}
    </Alert>
  );
}

function LoadAgain({ onLoaded }: { readonly onLoaded: () => void }) {
  const { t } = useTranslation('shell');
  const queries = useQueryClient();
  const load = async (): Promise<void> => { await queries.invalidateQueries(); onLoaded(); };
  return <Group mt="xs"><Button size="xs" variant="default" onClick={() => { void load(); }}>{t('loadAgain')}</Button></Group>;
}

/** The hub's sentence; a fault of ours has no words for people. */
export function sentence(error: unknown, otherwise: string): string {
  return error instanceof ApiProblem ? error.message : otherwise;
}

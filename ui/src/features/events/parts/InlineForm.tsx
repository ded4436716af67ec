/** A few fields and the two buttons below them, in the place of what is edited. Escape leaves it as it was. */
import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { aboutStart } from './StartField';

interface Props {
  readonly label: string;
  readonly children: ReactNode;
  readonly error: unknown;
  readonly pending: boolean;
  readonly verb: string;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

export function InlineForm({ label, children, error, pending, verb, onSave, onClose }: Props) {
  const { t } = useTranslation('events');
  return (
    <form
      noValidate aria-label={label} onSubmit={(event) => { event.preventDefault(); onSave(); }}
      onKeyDown={(event) => { if (event.key === 'Escape') onClose(); }}
    >
      <Stack gap="xs">
        {children}
        {!aboutStart(error) && <ProblemAlert error={error} onStale={onClose} />}
        <Group gap="xs">
          <Button type="submit" size="xs" loading={pending}>{verb}</Button>
          <Button variant="default" size="xs" onClick={onClose}>{t('shell:cancel')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Why nothing has to be done: asked, since somebody else will read the list too. */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { sentence } from '../words';

interface Props {
  readonly items: readonly WorkItem[];
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onDone: (reason: string) => void;
}

const USUAL = ['checked', 'test', 'known'] as const;

export function DismissDialog({ items, error, busy, onClose, onDone }: Props) {
  const { t } = useTranslation('worklist');
  const [reason, setReason] = useState('');
  const [first] = items;
  return (
    <Modal opened onClose={onClose} title={t('dismiss.title', { count: items.length })} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form onSubmit={(event) => { event.preventDefault(); if (reason.trim() !== '') onDone(reason.trim()); }}>
        <Stack gap="sm">
          {items.length === 1 && first !== undefined && <Text size="sm">{sentence(first, t)}</Text>}
          <TextInput data-autofocus required label={t('dismiss.reason')} description={t('dismiss.reasonText')} maxLength={500} autoComplete="off" value={reason} onChange={({ currentTarget: { value } }) => { setReason(value); }} />
          <Group gap={6}>
            {USUAL.map((one) => <Button key={one} size="compact-sm" variant="default" onClick={() => { setReason(t(`dismiss.usual.${one}`)); }}>{t(`dismiss.usual.${one}`)}</Button>)}
          </Group>
          <ProblemAlert error={error} />
          <Group justify="flex-end"><Button type="submit" loading={busy} disabled={reason.trim() === ''}>{t('dismiss.verb')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  );
}

import { Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { MyPasskey } from '../../../api/generated';
import { ask } from '../../../components/confirm';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { done, undoable } from '../../../components/toast';
import { removePasskey, renamePasskey } from '../requests';

interface Props {
  readonly one: MyPasskey;
  readonly onChanged: () => Promise<void>;
}

export function OnePasskey({ one, onChanged }: Props) {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const [name, setName] = useState<string | null>(null);
  const rename = useMutation({
    mutationFn: (called: string) => renamePasskey(one.id, called),
    onSuccess: async () => {
      setName(null);
      undoable(t('passkeys.renamed'), async () => { await renamePasskey(one.id, one.name); await onChanged(); });
      await onChanged();
    },
  });
  const remove = useMutation({
    mutationFn: async () => {
      if (!await ask({ title: t('passkeys.removeTitle', { name: one.name }), text: t('passkeys.removeText'), verb: t('passkeys.remove') })) return false;
      await removePasskey(one.id);
      return true;
    },
    onSuccess: async (removed) => {
      if (!removed) return;
      done(t('passkeys.removed'));
      await onChanged();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name !== null && name.trim() !== '') rename.mutate(name.trim());
  };
  return (
    <li>
      <ProblemAlert error={rename.error ?? remove.error} />
      {name === null ? (
        <Group justify="space-between" gap="sm" role="group" aria-label={t('passkeys.actions', { name: one.name })}>
          <div>
            <Text fw={600}>{one.name}</Text>
            <Text size="sm" c="dimmed">{t('passkeys.line', { added: format.date(one.created_at), used: one.last_used_at === null ? t('passkeys.never') : format.ago(one.last_used_at) })}</Text>
          </div>
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={() => { setName(one.name); }}>{t('passkeys.rename')}</Button>
            <Button size="xs" variant="default" color="red" loading={remove.isPending} onClick={() => { remove.mutate(); }}>{t('passkeys.remove')}</Button>
          </Group>
        </Group>
      ) : (
        <form noValidate onSubmit={submit}>
          <Group gap="xs" align="flex-end">
            <TextInput label={t('passkeys.name')} value={name} maxLength={100} autoFocus onChange={(event) => { setName(event.currentTarget.value); }} flex={1} miw={200} />
            <Button type="submit" loading={rename.isPending}>{t('shell:save')}</Button>
            <Button variant="default" onClick={() => { setName(null); }}>{t('shell:cancel')}</Button>
          </Group>
        </form>
      )}
    </li>
  );
}

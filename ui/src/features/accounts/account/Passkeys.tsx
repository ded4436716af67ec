/** Passkeys: made on this device, named so that one knows them again, removed. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Busy } from '../../../components/Busy';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { done, failed } from '../../../components/toast';
import { useRefreshMe } from '../../../components/useRefreshMe';
import { browserOf } from '../browserOf';
import { addPasskey, newPasskeyOptions, PASSKEYS, readPasskeys } from '../requests';
import { makePasskey, passkeysWork } from '../webauthn';
import { OnePasskey } from './OnePasskey';
import { Section } from './Section';

export function Passkeys() {
  const { t } = useTranslation('accounts');
  const queries = useQueryClient();
  const refresh = useRefreshMe();
  const [name, setName] = useState<string | null>(null);
  const passkeys = useQuery({ queryKey: PASSKEYS, queryFn: ({ signal }) => readPasskeys(signal), throwOnError: false });
  const changed = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: PASSKEYS });
    await refresh();
  };
  const add = useMutation({
    mutationFn: async (called: string) => {
      const credential = await makePasskey((await newPasskeyOptions()).publicKey);
      if (credential === null) return false;
      await addPasskey(called, credential);
      return true;
    },
    onSuccess: async (added) => {
      if (!added) return;
      setName(null);
      done(t('passkeys.added'));
      await changed();
    },
    onError: (error) => { if (error instanceof DOMException) failed(error.name === 'InvalidStateError' ? t('passkeys.taken') : error.message); },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name !== null && name.trim() !== '') add.mutate(name.trim());
  };
  return (
    <Section title={t('passkeys.title')} description={t('passkeys.text')}>
      {passkeys.isPending && <Busy />}
      <ProblemAlert error={passkeys.error ?? (add.error instanceof DOMException ? null : add.error)} />
      {passkeys.data?.length === 0 && <Text size="sm">{t('passkeys.none')}</Text>}
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {passkeys.data?.map((one) => <OnePasskey key={one.id} one={one} onChanged={changed} />)}
      </Stack>
      {!passkeysWork() && <Text size="sm" c="dimmed">{t('passkeys.unsupported')}</Text>}
      {passkeysWork() && name === null && (
        <Group><Button variant="default" onClick={() => { setName(browserOf(navigator.userAgent) ?? ''); }}>{t('passkeys.add')}</Button></Group>
      )}
      {name !== null && (
        <form noValidate onSubmit={submit}>
          <Group align="flex-end" gap="xs">
            <TextInput label={t('passkeys.name')} description={t('passkeys.nameText')} value={name} maxLength={100} autoFocus onFocus={(event) => { event.currentTarget.select(); }} onChange={(event) => { setName(event.currentTarget.value); }} flex={1} miw={200} />
            <Button type="submit" loading={add.isPending} disabled={name.trim() === ''}>{t('passkeys.create')}</Button>
            <Button variant="default" onClick={() => { setName(null); }}>{t('shell:cancel')}</Button>
          </Group>
        </form>
      )}
    </Section>
  );
}

import { Button, Stack } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { passkeyOptions, passkeyVerify } from '../requests';
import { passkeysWork, provePasskey } from '../webauthn';

export function PasskeyButton({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('accounts');
  const send = useMutation({
    mutationFn: async () => {
      const credential = await provePasskey((await passkeyOptions()).publicKey);
      if (credential === null) return false;
      await passkeyVerify(credential);
      return true;
    },
    onSuccess: (signedIn) => { if (signedIn) onDone(); },
  });
  if (!passkeysWork()) return null;
  return (
    <Stack gap="sm">
      <Button variant="default" leftSection={<IconFingerprint size={18} aria-hidden />} loading={send.isPending} onClick={() => { send.mutate(); }}>{t('signIn.passkey')}</Button>
      <ProblemAlert error={send.error} />
    </Stack>
  );
}

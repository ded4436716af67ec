import { Button, Group, Image, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../../components/CopyField';
import { ProblemAlert } from '../../../components/ProblemAlert';
import type { TotpStart } from '../../../api/generated';
import { confirmTotp } from '../requests';

interface Props {
  readonly start: TotpStart;
  readonly onDone: (codes: readonly string[]) => void;
  readonly onCancel: () => void;
}

export function EnrolTotp({ start, onDone, onCancel }: Props) {
  const { t } = useTranslation('accounts');
  const [code, setCode] = useState('');
  const confirm = useMutation({ mutationFn: confirmTotp, onSuccess: ({ codes }) => { onDone(codes); }, onError: () => { setCode(''); } });
  const digits = code.replace(/\s/g, '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (/^\d{6}$/.test(digits)) confirm.mutate(digits);
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="sm" maw={420}>
        <Text>{t('totp.scan')}</Text>
        <Image src={`data:image/svg+xml;utf8,${encodeURIComponent(start.qr_svg)}`} alt={t('totp.qr')} w={220} h={220} p={8} bg="white" />
        <CopyField label={t('totp.key')} value={start.secret} />
        <TextInput label={t('totp.code')} value={code} onChange={(event) => { setCode(event.currentTarget.value); }} inputMode="numeric" autoComplete="one-time-code" maxLength={10} className="numbers" autoFocus />
        <ProblemAlert error={confirm.error} withFields={false} />
        <Group gap="xs">
          <Button type="submit" loading={confirm.isPending} disabled={!/^\d{6}$/.test(digits)}>{t('totp.confirm')}</Button>
          <Button variant="default" onClick={onCancel}>{t('shell:cancel')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

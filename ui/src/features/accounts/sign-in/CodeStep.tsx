/** Six digits of the authenticator, or, without the phone, one of the recovery codes. */
import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { giveSecondFactor } from '../requests';

interface Props {
  readonly onDone: () => void;
  readonly onBack?: () => void;
}

const DIGITS = 6;

export function CodeStep({ onDone, onBack }: Props) {
  const { t } = useTranslation('accounts');
  const [recovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const send = useMutation({ mutationFn: giveSecondFactor, onSuccess: onDone, onError: () => { setCode(''); } });
  const type = (typed: string): void => {
    setCode(typed);
    const digits = typed.replace(/\s/g, '');
    if (!recovery && /^\d{6}$/.test(digits) && !send.isPending) send.mutate(digits);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (code.trim().length >= DIGITS) send.mutate(code.trim());
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="sm">
        <Text>{t(recovery ? 'code.recoveryText' : 'code.text')}</Text>
        <TextInput
          key={String(recovery)} label={t(recovery ? 'code.recovery' : 'code.label')} value={code} autoFocus
          onChange={(event) => { type(event.currentTarget.value); }}
          autoComplete={recovery ? 'off' : 'one-time-code'} inputMode={recovery ? 'text' : 'numeric'} maxLength={40} className="numbers" size="md"
        />
        <ProblemAlert error={send.error} withFields={false} />
        <Button type="submit" loading={send.isPending} disabled={code.trim().length < DIGITS}>{t('code.submit')}</Button>
        <Anchor component="button" type="button" size="sm" onClick={() => { setRecovery(!recovery); setCode(''); send.reset(); }}>
          {t(recovery ? 'code.useAuthenticator' : 'code.useRecovery')}
        </Anchor>
        {onBack !== undefined && <Anchor component="button" type="button" size="sm" onClick={onBack}>{t('code.back')}</Anchor>}
      </Stack>
    </form>
  );
}

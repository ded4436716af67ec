/** Authenticator and recovery codes: set up, made anew, removed. */
import { Badge, Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../../api/me';
import { ask } from '../../../components/confirm';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { done } from '../../../components/toast';
import { useRefreshMe } from '../../../components/useRefreshMe';
import type { TotpStart } from '../../../api/generated';
import { newRecoveryCodes, removeTotp, startTotp } from '../requests';
import { EnrolTotp } from './EnrolTotp';
import { RecoveryCodes } from './RecoveryCodes';
import { Section } from './Section';

type Step =
  | { readonly at: 'rest' }
  | { readonly at: 'scan'; readonly start: TotpStart }
  | { readonly at: 'codes'; readonly codes: readonly string[] };

export function SecondFactor({ me }: { readonly me: Me }) {
  const { t } = useTranslation('accounts');
  const refresh = useRefreshMe();
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const start = useMutation({
    mutationFn: startTotp,
    onSuccess: (started) => { setStep({ at: 'scan', start: started }); },
  });
  const codes = useMutation({
    mutationFn: async () => (
      await ask({ title: t('totp.newCodes'), text: t('totp.newCodesText'), verb: t('totp.newCodes') }) ? newRecoveryCodes() : null
    ),
    onSuccess: async (made) => {
      if (made === null) return;
      setStep({ at: 'codes', codes: made.codes });
      await refresh();
    },
  });
  const remove = useMutation({
    mutationFn: async () => {
      if (!await ask({ title: t('totp.remove'), text: t('totp.removeText'), verb: t('totp.remove') })) return false;
      await removeTotp();
      return true;
    },
    onSuccess: async (removed) => {
      if (!removed) return;
      done(t('totp.removed'));
      await refresh();
    },
  });
  const has = me.second_factor;
  return (
    <Section id="second-factor" title={t('totp.title')} description={t('totp.text')}>
      <Group gap="xs">
        <Badge color={has.totp ? 'teal' : 'gray'} variant="light">{t(has.totp ? 'totp.on' : 'totp.off')}</Badge>
        {has.totp && <Text size="sm" c={has.recovery_codes_left < 3 ? 'red' : 'dimmed'}>{t('totp.codesLeft', { count: has.recovery_codes_left })}</Text>}
      </Group>
      <ProblemAlert error={start.error ?? codes.error ?? remove.error} />
      {step.at === 'scan' && (
        <EnrolTotp
          start={step.start} onCancel={() => { setStep({ at: 'rest' }); }}
          onDone={(made) => { setStep({ at: 'codes', codes: made }); done(t('totp.confirmed')); void refresh(); }}
        />
      )}
      {step.at === 'codes' && <RecoveryCodes codes={step.codes} onKept={() => { setStep({ at: 'rest' }); }} />}
      {step.at === 'rest' && (
        <Group gap="xs">
          {!has.totp && <Button loading={start.isPending} onClick={() => { start.mutate(); }}>{t('totp.start')}</Button>}
          {has.totp && <Button variant="default" loading={codes.isPending} onClick={() => { codes.mutate(); }}>{t('totp.newCodes')}</Button>}
          {has.totp && <Button variant="default" color="red" loading={remove.isPending} onClick={() => { remove.mutate(); }}>{t('totp.remove')}</Button>}
        </Group>
      )}
    </Section>
  );
}

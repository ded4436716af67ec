/** The first start: whoever has the printed link becomes the hub's administrator, and usually its first timing partner. */
import { Button, Checkbox, Divider, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Busy } from '../../../components/Busy';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { zoneHere, ZoneSelect } from '../../../components/ZoneSelect';
import { useFormProblems } from '../../../components/useFormProblems';
import { GuestFrame } from '../GuestFrame';
import { NewPassword, passwordProblem } from '../NewPassword';
import { readLink, setUp } from '../requests';
import { slugOf } from '../slug';
import { useSignedIn } from '../useSignedIn';

export function SetUpPage() {
  const { t } = useTranslation('accounts');
  const { secret } = useParams({ from: '/set-up/$secret' });
  const link = useQuery({ queryKey: ['link', secret], queryFn: ({ signal }) => readLink(secret, signal), throwOnError: false, staleTime: Infinity });
  return (
    <GuestFrame title={t('setUp.title')} description={t('setUp.text')}>
      {link.isPending && <Busy />}
      <ProblemAlert error={link.error} />
      {link.data !== undefined && <SetUpForm secret={secret} />}
    </GuestFrame>
  );
}

function SetUpForm({ secret }: { readonly secret: string }) {
  const { t, i18n } = useTranslation('accounts');
  const signedIn = useSignedIn();
  const form = useForm({
    initialValues: { name: '', email: '', password: '', withPartner: true, partner: '', slug: '', zone: zoneHere },
    validate: {
      name: (name) => (name.trim() === '' ? t('nameMissing') : null),
      email: (email) => (/\S+@\S+/.test(email) ? null : t('signIn.emailMissing')),
      password: (password) => { const wrong = passwordProblem(password); return wrong === null ? null : t(wrong); },
      partner: (name, { withPartner }) => (withPartner && name.trim() === '' ? t('setUp.partnerMissing') : null),
      slug: (slug, { withPartner }) => (withPartner && !/^[a-z0-9][a-z0-9-]{0,62}$/.test(slug) ? t('setUp.slugRule') : null),
    },
  });
  const send = useMutation({
    mutationFn: (values: typeof form.values) => setUp({
      link: secret, name: values.name.trim(), email: values.email.trim(), password: values.password, language: i18n.language,
      partner: values.withPartner ? { name: values.partner.trim(), slug: values.slug, zone: values.zone } : null,
    }),
    onSuccess: () => { void signedIn('/'); },
  });
  const problem = useFormProblems(form, send.error);
  const { withPartner } = form.values;
  return (
    <form noValidate onSubmit={form.onSubmit((values) => { send.mutate(values); })}>
      <Stack gap="sm">
        <TextInput label={t('name')} autoComplete="name" autoFocus maxLength={200} {...form.getInputProps('name')} />
        <TextInput label={t('email')} type="email" autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={254} {...form.getInputProps('email')} />
        <NewPassword {...form.getInputProps('password')} />
        <Divider my="xs" />
        <Checkbox label={t('setUp.withPartner')} description={t('setUp.withPartnerText')} {...form.getInputProps('withPartner', { type: 'checkbox' })} />
        {withPartner && (
          <>
            <TextInput
              label={t('setUp.partner')} maxLength={200} {...form.getInputProps('partner')}
              onChange={(event) => {
                if (!form.isTouched('slug') || form.values.slug === slugOf(form.values.partner)) form.setFieldValue('slug', slugOf(event.currentTarget.value));
                form.setFieldValue('partner', event.currentTarget.value);
              }}
            />
            <TextInput label={t('setUp.slug')} description={t('setUp.slugText', { slug: form.values.slug === '' ? '…' : form.values.slug })} maxLength={63} autoCapitalize="none" spellCheck={false} {...form.getInputProps('slug')} />
            <ZoneSelect label={t('zone')} {...form.getInputProps('zone')} />
          </>
        )}
        {!withPartner && <Text size="sm" c="dimmed">{t('setUp.withoutPartner')}</Text>}
        <ProblemAlert error={problem} />
        <Button type="submit" loading={send.isPending}>{t('setUp.submit')}</Button>
      </Stack>
    </form>
  );
}

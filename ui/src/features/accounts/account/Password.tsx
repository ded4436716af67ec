import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../../api/me';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { done } from '../../../components/toast';
import { useRefreshMe } from '../../../components/useRefreshMe';
import { useFormProblems } from '../../../components/useFormProblems';
import { NewPassword, passwordProblem } from '../NewPassword';
import { changePassword } from '../requests';
import { Section } from './Section';

export function Password({ me }: { readonly me: Me }) {
  const { t } = useTranslation('accounts');
  const refresh = useRefreshMe();
  const form = useForm({
    initialValues: { password: '', new_password: '' },
    validate: {
      password: (password) => (me.has_password && password === '' ? t('signIn.passwordMissing') : null),
      new_password: (password) => { const wrong = passwordProblem(password); return wrong === null ? null : t(wrong); },
    },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) => changePassword({ new_password: values.new_password, password: me.has_password ? values.password : null }),
    onSuccess: async () => {
      form.reset();
      done(t('changePassword.done'));
      await refresh();
    },
  });
  const problem = useFormProblems(form, save.error);
  return (
    <Section title={t(me.has_password ? 'changePassword.title' : 'changePassword.first')} description={t('changePassword.text')}>
      <form noValidate onSubmit={form.onSubmit((values) => { save.mutate(values); })}>
        <Stack gap="sm" maw={420}>
          <input type="email" name="email" autoComplete="username" value={me.email} readOnly hidden />
          {me.has_password && <PasswordInput label={t('changePassword.now')} autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} {...form.getInputProps('password')} />}
          <NewPassword {...form.getInputProps('new_password')} />
          <ProblemAlert error={problem} />
          <Group><Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>{t('changePassword.submit')}</Button></Group>
        </Stack>
      </form>
    </Section>
  );
}

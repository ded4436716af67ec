import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormProblems } from '../../../components/useFormProblems';
import { signIn } from '../requests';

interface Props {
  /** Known already, and not to be changed. */
  readonly email?: string;
  /** The password was right; `true` when a code is wanted too. */
  readonly onDone: (needsCode: boolean) => void;
}

export function PasswordStep({ email = '', onDone }: Props) {
  const { t } = useTranslation('accounts');
  const form = useForm({
    initialValues: { email, password: '' },
    validate: {
      email: (typed) => (/\S+@\S+/.test(typed) ? null : t('signIn.emailMissing')),
      password: (password) => (password === '' ? t('signIn.passwordMissing') : null),
    },
  });
  const send = useMutation({
    mutationFn: (values: typeof form.values) => signIn(values.email.trim(), values.password),
    onSuccess: ({ state }) => { onDone(state === 'second_factor'); },
    onError: () => { form.setFieldValue('password', ''); },
  });
  const problem = useFormProblems(form, send.error);
  return (
    <form noValidate onSubmit={form.onSubmit((values) => { send.mutate(values); })}>
      <Stack gap="sm">
        <TextInput label={t('email')} type="email" name="email" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus={email === ''} readOnly={email !== ''} {...form.getInputProps('email')} />
        <PasswordInput label={t('password')} name="password" autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} {...form.getInputProps('password')} />
        <ProblemAlert error={problem} />
        <Button type="submit" loading={send.isPending}>{t('signIn.submit')}</Button>
      </Stack>
    </form>
  );
}

/** Somebody new chooses a name and a password; for a new password the name is known. */
import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LinkFacts } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormProblems } from '../../../components/useFormProblems';
import { NewPassword, passwordProblem } from '../NewPassword';
import { followLink } from '../requests';

interface Props {
  readonly secret: string;
  readonly facts: LinkFacts;
  readonly onDone: (needsCode: boolean) => void;
}

export function ChooseForm({ secret, facts, onDone }: Props) {
  const { t, i18n } = useTranslation('accounts');
  const isNew = facts.kind === 'invitation';
  const form = useForm({
    initialValues: { name: facts.name, password: '' },
    validate: {
      name: (name) => (isNew && name.trim() === '' ? t('nameMissing') : null),
      password: (password) => { const wrong = passwordProblem(password); return wrong === null ? null : t(wrong); },
    },
  });
  const send = useMutation({
    mutationFn: ({ name, password }: typeof form.values) => followLink(secret, isNew ? { name: name.trim(), password, language: i18n.language } : { password }),
    onSuccess: (state) => { onDone(state?.state === 'second_factor'); },
  });
  const problem = useFormProblems(form, send.error);
  return (
    <form noValidate onSubmit={form.onSubmit((values) => { send.mutate(values); })}>
      <Stack gap="sm">
        {/* So that a password manager knows whose password this is. */}
        <input type="email" name="email" autoComplete="username" value={facts.email} readOnly hidden />
        {isNew && <TextInput label={t('name')} autoComplete="name" maxLength={200} autoFocus {...form.getInputProps('name')} />}
        <NewPassword autoFocus={!isNew} {...form.getInputProps('password')} />
        <ProblemAlert error={problem} />
        <Button type="submit" loading={send.isPending}>{t(isNew ? 'link.join' : 'link.setPassword')}</Button>
      </Stack>
    </form>
  );
}

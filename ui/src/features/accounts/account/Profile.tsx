import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../../api/me';
import { LANGUAGES } from '../../../app/languages';
import { speak } from '../../../app/i18n';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { done } from '../../../components/toast';
import { useRefreshMe } from '../../../components/useRefreshMe';
import { useFormProblems } from '../../../components/useFormProblems';
import { editMe } from '../requests';
import { Section } from './Section';

export function Profile({ me }: { readonly me: Me }) {
  const { t } = useTranslation('accounts');
  const refresh = useRefreshMe();
  const form = useForm({
    initialValues: { name: me.name, language: me.language },
    validate: { name: (name) => (name.trim() === '' ? t('nameMissing') : null) },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) => editMe({ name: values.name.trim(), language: values.language }),
    onSuccess: async ({ language, name }) => {
      await speak(language);
      form.setInitialValues({ name, language });
      form.reset();
      done(t('saved'));
      await refresh();
    },
  });
  const problem = useFormProblems(form, save.error);
  return (
    <Section title={t('profile.title')}>
      <form noValidate onSubmit={form.onSubmit((values) => { save.mutate(values); })}>
        <Stack gap="sm" maw={420}>
          <TextInput label={t('email')} value={me.email} readOnly description={t('profile.emailText')} />
          <TextInput label={t('name')} autoComplete="name" maxLength={200} {...form.getInputProps('name')} />
          <Select label={t('shell:language')} data={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))} allowDeselect={false} {...form.getInputProps('language')} />
          <ProblemAlert error={problem} />
          <Group><Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>{t('shell:save')}</Button></Group>
        </Stack>
      </form>
    </Section>
  );
}

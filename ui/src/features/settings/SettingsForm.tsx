import { Button, Group, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PartnerSettings } from '../../api/generated';
import { LANGUAGES } from '../../app/languages';
import { ProblemAlert } from '../../components/ProblemAlert';
import { undoable } from '../../components/toast';
import { useRefreshMe } from '../../components/useRefreshMe';
import { ZoneSelect } from '../../components/ZoneSelect';
import { useFormProblems } from '../../components/useFormProblems';
import { editPartner, PARTNER } from './requests';

type Values = Pick<PartnerSettings, 'name' | 'zone' | 'language' | 'second_factor'>;

function valuesOf({ name, zone, language, second_factor }: PartnerSettings): Values {
  return { name, zone, language, second_factor };
}

export function SettingsForm({ partner }: { readonly partner: PartnerSettings }) {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const refresh = useRefreshMe();
  const form = useForm<Values>({ initialValues: valuesOf(partner) });
  const show = async (now: PartnerSettings): Promise<void> => {
    form.setInitialValues(valuesOf(now));
    form.setValues(valuesOf(now));
    form.resetDirty(valuesOf(now));
    queries.setQueryData(PARTNER, now);
    await refresh();
  };
  const save = useMutation({
    mutationFn: editPartner,
    onSuccess: async (now) => {
      undoable(t('saved'), async () => { await show(await editPartner(valuesOf(partner))); });
      await show(now);
    },
  });
  const problem = useFormProblems(form, save.error);
  return (
    <form noValidate onSubmit={form.onSubmit((values) => { save.mutate({ ...values, name: values.name.trim() }); })}>
      <Stack gap="md" maw={480}>
        <TextInput label={t('name')} maxLength={200} required withAsterisk={false} {...form.getInputProps('name')} />
        <TextInput label={t('slug')} description={t('slugText')} value={partner.slug} readOnly />
        <ZoneSelect label={t('zone')} description={t('zoneText')} {...form.getInputProps('zone')} />
        <Select label={t('language')} description={t('languageText')} data={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))} allowDeselect={false} {...form.getInputProps('language')} />
        <Radio.Group label={t('secondFactor')} {...form.getInputProps('second_factor')}>
          <Stack gap="xs" mt="xs">
            <Radio value="optional" label={t('optional')} />
            <Radio value="required" label={t('required')} description={t('requiredText')} />
          </Stack>
        </Radio.Group>
        <ProblemAlert error={problem} />
        <Group><Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>{t('shell:save')}</Button></Group>
      </Stack>
    </form>
  );
}

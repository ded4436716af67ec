/** A partner to be made, or to get another name. */
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HubPartner } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { done } from '../../../components/toast';
import { useFormProblems } from '../../../components/useFormProblems';
import { zoneHere, ZoneSelect } from '../../../components/ZoneSelect';
import { addPartner, changePartner, PARTNERS } from '../requests';

const NOT_IN_SLUGS = /[^a-z0-9]+/g;

interface Props {
  /** Null for a new one. */
  readonly partner: HubPartner | null;
  readonly onClose: () => void;
}

export function PartnerDialog({ partner, onClose }: Props) {
  const { t } = useTranslation('hub');
  const queries = useQueryClient();
  const form = useForm({ initialValues: { name: partner?.name ?? '', slug: partner?.slug ?? '', zone: partner?.zone ?? zoneHere } });
  const save = useMutation({
    mutationFn: ({ name, slug, zone }: typeof form.values) => partner === null ? addPartner({ name: name.trim(), slug: slug.trim(), zone }) : changePartner(partner.id, { name: name.trim() }),
    onSuccess: async (now) => {
      onClose();
      done(t(partner === null ? 'partners.added' : 'partners.renamed', { name: now.name }));
      await queries.invalidateQueries({ queryKey: PARTNERS });
    },
  });
  const problem = useFormProblems(form, save.error);
  const suggest = (): void => {
    if (form.values.slug === '') form.setFieldValue('slug', form.values.name.normalize('NFKD').toLowerCase().replace(NOT_IN_SLUGS, '-').replace(/^-+|-+$/g, '').slice(0, 63));
  };
  return (
    <Modal opened onClose={onClose} title={t(partner === null ? 'partners.add' : 'partners.rename')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form noValidate onSubmit={form.onSubmit((values) => { save.mutate(values); })}>
        <Stack gap="md">
          <TextInput label={t('partners.name')} data-autofocus maxLength={200} {...form.getInputProps('name')} onBlur={suggest} />
          {partner === null && <TextInput label={t('partners.slug')} description={t('partners.slugText')} maxLength={63} {...form.getInputProps('slug')} />}
          {partner === null && <ZoneSelect label={t('partners.zone')} {...form.getInputProps('zone')} />}
          <ProblemAlert error={problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
            <Button type="submit" loading={save.isPending} disabled={form.values.name.trim() === '' || form.values.slug === ''}>{t(partner === null ? 'partners.add' : 'shell:save')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Who becomes an owner of a partner; the answer is a link. */
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HubPartner, MadeLink } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormProblems } from '../../../components/useFormProblems';
import { inviteOwner } from '../requests';

interface Props {
  readonly partner: HubPartner;
  readonly onClose: () => void;
  readonly onMade: (link: MadeLink) => void;
}

export function OwnerDialog({ partner, onClose, onMade }: Props) {
  const { t } = useTranslation('hub');
  const form = useForm({ initialValues: { email: '' } });
  const make = useMutation({ mutationFn: ({ email }: { email: string }) => inviteOwner(partner.id, email.trim()), onSuccess: onMade });
  const problem = useFormProblems(form, make.error);
  return (
    <Modal opened onClose={onClose} title={t('owner.of', { name: partner.name })} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form noValidate onSubmit={form.onSubmit((values) => { make.mutate(values); })}>
        <Stack gap="md">
          <TextInput type="email" label={t('owner.email')} data-autofocus maxLength={254} autoComplete="off" {...form.getInputProps('email')} />
          <ProblemAlert error={problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
            <Button type="submit" loading={make.isPending} disabled={form.values.email.trim() === ''}>{t('owner.make')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

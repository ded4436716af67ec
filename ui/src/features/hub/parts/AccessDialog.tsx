/** A look inside a partner for four hours, with a reason that the partner reads. */
import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AccessRequest, HubPartner } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormProblems } from '../../../components/useFormProblems';
import { useRefreshMe } from '../../../components/useRefreshMe';
import { getAccess } from '../requests';

const ROLES = ['read_only', 'announcer', 'operator', 'timer'] as const satisfies readonly AccessRequest['role'][];
const SHORTEST = 10;

export function AccessDialog({ partner, onClose }: { readonly partner: HubPartner; readonly onClose: () => void }) {
  const { t } = useTranslation('hub');
  const router = useRouter();
  const refresh = useRefreshMe();
  const form = useForm<AccessRequest>({ initialValues: { reason: '', role: 'read_only' } });
  const open = useMutation({
    mutationFn: (given: AccessRequest) => getAccess(partner.id, { ...given, reason: given.reason.trim() }),
    onSuccess: async () => {
      await refresh();
      await router.navigate({ to: '/p/$partner/events', params: { partner: partner.slug } });
    },
  });
  const problem = useFormProblems(form, open.error);
  return (
    <Modal opened onClose={onClose} title={t('access.title', { name: partner.name })} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form noValidate onSubmit={form.onSubmit((values) => { open.mutate(values); })}>
        <Stack gap="md">
          <Text size="sm">{t('access.text')}</Text>
          <Textarea label={t('access.reason')} description={t('access.reasonText')} data-autofocus rows={3} maxLength={500} {...form.getInputProps('reason')} />
          <Select label={t('access.role')} data={ROLES.map((role) => ({ value: role, label: t(`shell:role.${role}`) }))} allowDeselect={false} {...form.getInputProps('role')} />
          <ProblemAlert error={problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
            <Button type="submit" loading={open.isPending} disabled={form.values.reason.trim().length < SHORTEST}>{t('access.verb')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

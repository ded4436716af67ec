/** Whom to invite, as what; the answer is a link. */
import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MadeLink, Role, RoleExplained } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormProblems } from '../../../components/useFormProblems';
import { invite, PEOPLE } from '../requests';

interface Props {
  readonly roles: readonly RoleExplained[];
  readonly onClose: () => void;
  readonly onMade: (link: MadeLink) => void;
}

export function InviteDialog({ roles, onClose, onMade }: Props) {
  const { t } = useTranslation('people');
  const queries = useQueryClient();
  const form = useForm<{ email: string; role: Role }>({ initialValues: { email: '', role: 'timer' } });
  const make = useMutation({
    mutationFn: invite,
    onSuccess: async (made) => {
      onMade(made);
      await queries.invalidateQueries({ queryKey: PEOPLE });
    },
  });
  const problem = useFormProblems(form, make.error);
  return (
    <Modal opened onClose={onClose} title={t('inviteDialog.title')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form noValidate onSubmit={form.onSubmit((values) => { make.mutate({ ...values, email: values.email.trim() }); })}>
        <Stack gap="md">
          <TextInput type="email" label={t('email')} description={t('inviteDialog.emailText')} data-autofocus maxLength={254} autoComplete="off" {...form.getInputProps('email')} />
          <Radio.Group label={t('role')} {...form.getInputProps('role')}>
            <Stack gap="xs" mt="xs">
              {roles.filter((one) => one.may_be_given).map(({ role }) => <Radio key={role} value={role} label={t(`shell:role.${role}`)} description={t(`roleText.${role}`)} />)}
            </Stack>
          </Radio.Group>
          <ProblemAlert error={problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
            <Button type="submit" loading={make.isPending} disabled={form.values.email.trim() === ''}>{t('inviteDialog.make')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

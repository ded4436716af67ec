/** A webhook to be made, or changed: where to, what about, what for. */
import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Kind, MadeWebhook, Webhook } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { done } from '../../../components/toast';
import { useFormProblems } from '../../../components/useFormProblems';
import { changeWebhook, makeWebhook, WEBHOOKS } from '../requests';

interface Props {
  /** Null for a new one. */
  readonly webhook: Webhook | null;
  readonly kinds: readonly Kind[];
  readonly onClose: () => void;
  readonly onMade: (made: MadeWebhook) => void;
}

interface Values {
  readonly url: string;
  readonly kinds: Kind[];
  readonly note: string;
}

export function WebhookDialog({ webhook, kinds, onClose, onMade }: Props) {
  const { t } = useTranslation('webhooks');
  const queries = useQueryClient();
  const form = useForm<Values>({ initialValues: { url: webhook?.url ?? 'https://', kinds: kinds.filter((kind) => webhook?.kinds.includes(kind)), note: webhook?.note ?? '' } });
  const save = useMutation({
    mutationFn: async (values: Values) => {
      if (webhook === null) return await makeWebhook(values);
      await changeWebhook(webhook.id, values);
      return null;
    },
    onSuccess: async (made) => {
      onClose();
      if (made === null) done(t('changed'));
      else onMade(made);
      await queries.invalidateQueries({ queryKey: WEBHOOKS });
    },
  });
  const problem = useFormProblems(form, save.error);
  const incomplete = form.values.url.trim().length < 10 || form.values.kinds.length === 0;
  return (
    <Modal opened onClose={onClose} title={t(webhook === null ? 'make' : 'edit')} size="lg" closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form noValidate onSubmit={form.onSubmit((values) => { save.mutate({ ...values, url: values.url.trim(), note: values.note.trim() }); })}>
        <Stack gap="md">
          <TextInput type="url" label={t('url')} description={t('urlText')} data-autofocus maxLength={2000} autoComplete="off" {...form.getInputProps('url')} />
          <Checkbox.Group label={t('kinds')} {...form.getInputProps('kinds')}>
            <Stack gap="xs" mt="xs">
              {kinds.map((kind) => <Checkbox key={kind} value={kind} label={t(`kind.${kind.replaceAll('.', '_')}`)} description={kind} />)}
            </Stack>
          </Checkbox.Group>
          <TextInput label={t('note')} maxLength={200} {...form.getInputProps('note')} />
          <ProblemAlert error={problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
            <Button type="submit" loading={save.isPending} disabled={incomplete}>{t(webhook === null ? 'make' : 'shell:save')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

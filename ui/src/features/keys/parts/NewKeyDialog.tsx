/** A key to be made: what for, what it may do, until when. */
import { Button, Checkbox, Group, Modal, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MadeKey, Permission } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormProblems } from '../../../components/useFormProblems';
import { KEYS, makeKey } from '../requests';

interface Props {
  readonly scopes: readonly Permission[];
  readonly onClose: () => void;
  readonly onMade: (made: MadeKey) => void;
}

const DAY_MS = 86_400_000;
/** Days until it ends; 0: never. */
const LASTS = ['30', '90', '365', '0'] as const;

export function NewKeyDialog({ scopes, onClose, onMade }: Props) {
  const { t } = useTranslation(['keys', 'people']);
  const queries = useQueryClient();
  const form = useForm<{ name: string; scopes: Permission[]; lasts: string }>({ initialValues: { name: '', scopes: [], lasts: '365' } });
  const make = useMutation({
    mutationFn: ({ name, scopes: chosen, lasts }: typeof form.values) => makeKey({
      name: name.trim(), scopes: chosen, expires_at: lasts === '0' ? null : new Date(Date.now() + Number(lasts) * DAY_MS).toISOString(),
    }),
    onSuccess: async (made) => {
      onMade(made);
      await queries.invalidateQueries({ queryKey: KEYS });
    },
  });
  const problem = useFormProblems(form, make.error);
  const incomplete = form.values.name.trim() === '' || form.values.scopes.length === 0;
  return (
    <Modal opened onClose={onClose} title={t('new.title')} size="lg" closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form noValidate onSubmit={form.onSubmit((values) => { make.mutate(values); })}>
        <Stack gap="md">
          <TextInput label={t('name')} description={t('new.nameText')} data-autofocus maxLength={100} {...form.getInputProps('name')} />
          <Checkbox.Group label={t('scopes')} description={t('new.scopesText')} {...form.getInputProps('scopes')}>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt="xs">
              {scopes.map((scope) => <Checkbox key={scope} value={scope} label={t(`people:permission.${scope.replace('.', '_')}`)} />)}
            </SimpleGrid>
          </Checkbox.Group>
          <Select label={t('ends')} data={LASTS.map((days) => ({ value: days, label: days === '0' ? t('neverEnds') : days === '365' ? t('new.year') : t('new.days', { count: Number(days) }) }))} allowDeselect={false} {...form.getInputProps('lasts')} />
          <ProblemAlert error={problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
            <Button type="submit" loading={make.isPending} disabled={incomplete}>{t('make')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

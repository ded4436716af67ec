/** Next year's event out of this year's. */
import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Event, EventBrief } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormProblems } from '../../../components/useFormProblems';
import { cloneEvent } from '../requests';

interface Props {
  readonly event: Pick<EventBrief, 'id' | 'name' | 'day'>;
  readonly onClose: () => void;
  readonly onDone: (event: Event) => void;
}

/** The same weekday a year later: 52 weeks. */
export function yearLater(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + 364);
  return at.toISOString().slice(0, 10);
}

export function CloneDialog({ event, onClose, onDone }: Props) {
  const { t } = useTranslation('events');
  const form = useForm({
    initialValues: { name: event.name, day: yearLater(event.day), people: false },
    validate: { name: (name) => (name.trim() === '' ? t('form.needsName') : null), day: (day) => (day === '' ? t('form.needsDay') : null) },
  });
  const clone = useMutation({
    mutationFn: ({ people, ...values }: typeof form.values) => cloneEvent(event.id, { ...values, people: people ? 'without_bibs' : 'none' }),
    onSuccess: onDone,
  });
  const problem = useFormProblems(form, clone.error);
  return (
    <Modal opened onClose={onClose} title={t('clone.title', { name: event.name })} centered closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form noValidate onSubmit={form.onSubmit((values) => { clone.mutate(values); })}>
        <Stack gap="sm">
          <TextInput label={t('form.name')} maxLength={200} required withAsterisk={false} data-autofocus {...form.getInputProps('name')} />
          <TextInput type="date" label={t('form.day')} description={t('clone.dayText')} required withAsterisk={false} {...form.getInputProps('day')} />
          <Checkbox label={t('clone.people')} description={t('clone.peopleText')} {...form.getInputProps('people', { type: 'checkbox' })} />
          <ProblemAlert error={problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
            <Button type="submit" loading={clone.isPending}>{t('clone.verb')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

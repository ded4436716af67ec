/** Makes an event, or changes one and says beforehand what another day or zone moves. */
import { Alert, Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Event } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormProblems } from '../../../components/useFormProblems';
import { useZone } from '../../../components/zone';
import { zoneHere, ZoneSelect } from '../../../components/ZoneSelect';
import { addEvent, editEvent, movesQuery } from '../requests';

interface Props {
  readonly partner: string;
  /** Absent: a new one. */
  readonly event?: Event;
  readonly onClose: () => void;
  readonly onDone: (event: Event) => void;
}

interface Values {
  readonly name: string;
  readonly day: string;
  readonly zone: string;
  readonly place: string;
}

export function EventDialog({ partner, event, onClose, onDone }: Props) {
  const { t } = useTranslation('events');
  const partnersZone = useZone();
  const form = useForm<Values>({
    initialValues: { name: event?.name ?? '', day: event?.day ?? '', zone: event?.zone ?? partnersZone ?? zoneHere, place: event?.place ?? '' },
    validate: {
      name: (name) => (name.trim() === '' ? t('form.needsName') : null),
      day: (day) => (day === '' ? t('form.needsDay') : null),
    },
  });
  const save = useMutation({
    mutationFn: (values: Values) => (event === undefined ? addEvent(values) : editEvent(event.id, { ...values, version: event.version })),
    onSuccess: onDone,
  });
  const problem = useFormProblems(form, save.error);
  return (
    <Modal opened onClose={onClose} title={t(event === undefined ? 'form.new' : 'form.edit')} centered closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <form noValidate onSubmit={form.onSubmit((values) => { save.mutate(values); })}>
        <Stack gap="sm">
          <TextInput label={t('form.name')} maxLength={200} required withAsterisk={false} data-autofocus {...form.getInputProps('name')} />
          <TextInput type="date" label={t('form.day')} required withAsterisk={false} {...form.getInputProps('day')} />
          <ZoneSelect label={t('form.zone')} description={t('form.zoneText')} {...form.getInputProps('zone')} />
          <TextInput label={t('form.place')} maxLength={200} {...form.getInputProps('place')} />
          {event !== undefined && <WhatMoves partner={partner} event={event} day={form.values.day} zone={form.values.zone} />}
          <ProblemAlert error={problem} onStale={onClose} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
            <Button type="submit" loading={save.isPending}>{t(event === undefined ? 'form.add' : 'shell:save')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function WhatMoves({ partner, event, day, zone }: { readonly partner: string; readonly event: Event; readonly day: string; readonly zone: string }) {
  const { t } = useTranslation('events');
  const other = day !== '' && (day !== event.day || zone !== event.zone);
  const moves = useQuery({ ...movesQuery(partner, event.id, day, zone), enabled: other, throwOnError: false });
  if (!other || moves.data === undefined || moves.data.items.length + moves.data.sentences.length === 0) return null;
  return (
    <Alert color="yellow" title={t('moves.title')} role="status">
      <List size="sm" spacing={2}>
        {moves.data.items.map(({ what, before, after, note }) => (
          <List.Item key={what}><Text span inherit fw={650}>{what}</Text>: <span className="numbers">{before} → {after}</span>{note === undefined || note === '' ? '' : ` (${note})`}</List.Item>
        ))}
        {moves.data.sentences.map((each) => <List.Item key={each}>{each}</List.Item>)}
      </List>
    </Alert>
  );
}

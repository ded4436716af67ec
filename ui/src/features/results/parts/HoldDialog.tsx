/** Keeps places for a ceremony. */
import { Autocomplete, Button, Group, Modal, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { NewHold, RaceCounts } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { done } from '../../../components/toast';
import { useFormProblems } from '../../../components/useFormProblems';
import { holdPlaces } from '../requests';
import type { Desk } from '../useDesk';

interface Props {
  readonly opened: boolean;
  readonly desk: Desk;
  readonly races: readonly RaceCounts[];
  readonly race: number | null;
  readonly onClose: () => void;
}

const SCOPES = ['overall', 'sex', 'division', 'team'] as const;

export function HoldDialog(props: Props) {
  const { t } = useTranslation('results');
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('action.hold')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      {props.opened && <HoldForm {...props} />}
    </Modal>
  );
}

function HoldForm({ desk, races, race, onClose }: Props) {
  const { t } = useTranslation('results');
  const form = useForm<{ race_id: string | null; scope: NewHold['scope']; scope_value: string; first: number | string }>({
    initialValues: { race_id: race === null ? null : String(race), scope: 'overall', scope_value: '', first: 3 },
    validate: { scope_value: (value, { scope }) => (grouped(scope) && value.trim() === '' ? t('form.groupMissing') : null) },
  });
  const save = useMutation({
    mutationFn: ({ race_id: id, scope, scope_value: value, first }: typeof form.values) => holdPlaces(desk.eventId, { race_id: Number(id), scope, scope_value: grouped(scope) ? value.trim() : '', first: Number(first) }),
    onSuccess: async () => { onClose(); done(t('hold.made')); await desk.refresh(); },
  });
  const error = useFormProblems(form, save.error);
  return (
    <form onSubmit={form.onSubmit((values) => { save.mutate(values); })}>
      <Stack gap="sm">
        <Text size="sm">{t('hold.text')}</Text>
        <Select label={t('race')} allowDeselect={false} data={races.map(({ race_id: id, name }) => ({ value: String(id), label: name }))} {...form.getInputProps('race_id')} />
        <Group gap="sm" align="flex-start" grow>
          <Select label={t('form.scope')} allowDeselect={false} data={SCOPES.map((value) => ({ value, label: t(`scope.${value}`) }))} {...form.getInputProps('scope')} />
          <NumberInput label={t('form.first')} min={1} max={1000} allowDecimal={false} {...form.getInputProps('first')} />
        </Group>
        {grouped(form.values.scope) && <Autocomplete label={t(`scope.${form.values.scope}`)} data={form.values.scope === 'sex' ? ['F', 'M', 'X'] : []} maxLength={200} {...form.getInputProps('scope_value')} />}
        <ProblemAlert error={error} withFields={false} />
        <Group justify="flex-end"><Button variant="subtle" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={save.isPending}>{t('hold.do')}</Button></Group>
      </Stack>
    </form>
  );
}

function grouped(scope: NewHold['scope']): boolean {
  return scope === 'sex' || scope === 'division';
}

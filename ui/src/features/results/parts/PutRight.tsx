/** The three things that a person can say about a runner: a time that was written down, a status, a penalty. */
import { Button, Group, Paper, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Made, NewStatus, Oddity, Why } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { undoable } from '../../../components/toast';
import { useFormProblems } from '../../../components/useFormProblems';
import { enterTime, givePenalty, giveStatus, undoCorrection } from '../requests';
import type { Desk } from '../useDesk';
import { readTime } from '../words';

interface Props {
  readonly desk: Desk;
  readonly why: Why;
  readonly onOdd: (odd: readonly Oddity[]) => void;
}

const WHAT = ['time', 'status', 'penalty'] as const;
type What = (typeof WHAT)[number];

export function PutRight(props: Props) {
  const { t } = useTranslation('results');
  const [what, setWhat] = useState<What | null>(null);
  const close = () => { setWhat(null); };
  const Form = what === null ? null : { time: TimeForm, status: StatusForm, penalty: PenaltyForm }[what];
  return (
    <Stack gap="xs">
      <Group gap="xs">{WHAT.map((one) => <Button key={one} size="xs" variant={what === one ? 'light' : 'default'} aria-expanded={what === one} onClick={() => { setWhat(what === one ? null : one); }}>{t(`put.${one}`)}</Button>)}</Group>
      {Form !== null && <Paper withBorder p="sm"><Form {...props} onClose={close} /></Paper>}
    </Stack>
  );
}

interface FormProps extends Props { readonly onClose: () => void }

/** What all three do with what was made. */
function useMade({ desk, onOdd, onClose }: FormProps, said: string): (made: Made) => Promise<void> {
  return async ({ correction, warnings }) => {
    onClose();
    onOdd(warnings);
    undoable(said, async () => { await undoCorrection(desk.eventId, correction.id); await desk.refresh(); });
    await desk.refresh();
  };
}

interface FootProps { readonly error: unknown; readonly pending: boolean; readonly verb: string; readonly onClose: () => void }

function Foot({ error, pending, verb, onClose }: FootProps) {
  const { t } = useTranslation('results');
  return (
    <>
      <ProblemAlert error={error} withFields={false} />
      <Group gap="xs"><Button type="submit" loading={pending}>{verb}</Button><Button variant="subtle" onClick={onClose}>{t('cancel')}</Button></Group>
    </>
  );
}

function TimeForm(props: FormProps) {
  const { t } = useTranslation('results');
  const { desk, why, onClose } = props;
  const saved = why.points.filter(({ id }) => id !== null);
  const missing = saved.findLast(({ clock }) => clock === null) ?? saved.at(-1);
  const form = useForm({
    initialValues: { point_id: missing?.id === undefined || missing.id === null ? null : String(missing.id), day: why.day, time: '', reason: '' },
    validate: {
      point_id: (id) => (id === null ? t('form.pointMissing') : null),
      time: (text) => (clockOf(text) === null ? t('form.timeWrong') : null),
      reason: (text) => (text.trim() === '' ? t('form.reasonMissing') : null),
    },
  });
  const made = useMade(props, t('said.time'));
  const save = useMutation({
    mutationFn: (values: typeof form.values) => enterTime(desk.eventId, {
      participant_id: why.detail.result.participant_id, point_id: Number(values.point_id), at: `${values.day}T${clockOf(values.time) ?? ''}`, reason: values.reason,
    }),
    onSuccess: made,
  });
  const error = useFormProblems(form, save.error);
  return (
    <form onSubmit={form.onSubmit((values) => { save.mutate(values); })}>
      <Stack gap="sm">
        <Group gap="sm" align="flex-start">
          <Select label={t('form.point')} data={saved.map(({ id, name }) => ({ value: String(id), label: name }))} allowDeselect={false} {...form.getInputProps('point_id')} style={{ flex: '1 1 9rem' }} />
          <TextInput type="date" label={t('form.day')} {...form.getInputProps('day')} style={{ flex: '0 1 10rem' }} />
          <TextInput label={t('form.clock')} placeholder="10:42:07.5" autoComplete="off" maxLength={12} {...form.getInputProps('time')} style={{ flex: '1 1 8rem' }} />
        </Group>
        <TextInput label={t('form.reason')} description={t('form.timeHint', { zone: why.zone })} maxLength={500} autoComplete="off" {...form.getInputProps('reason')} />
        <Foot error={error} pending={save.isPending} verb={t('form.enter')} onClose={onClose} />
      </Stack>
    </form>
  );
}

/** `9:05` and `10:42:07,5` as the hub takes a time of day; null for none. */
export function clockOf(text: string): string | null {
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?$/.exec(text.trim());
  if (found === null) return null;
  const [, hour = '', minute = '', second = '00', fraction = ''] = found;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}:${second}${fraction === '' ? '' : `.${fraction}`}`;
}

function StatusForm(props: FormProps) {
  const { t } = useTranslation('results');
  const { desk, why, onClose } = props;
  const form = useForm<{ status: NewStatus['status']; reason: string }>({
    initialValues: { status: 'dnf', reason: '' },
    validate: { reason: (text) => (text.trim() === '' ? t('form.reasonMissing') : null) },
  });
  const made = useMade(props, t('said.status', { status: t(`status.${form.values.status}`) }));
  const save = useMutation({
    mutationFn: (values: typeof form.values) => giveStatus(desk.eventId, { participant_id: why.detail.result.participant_id, ...values }),
    onSuccess: made,
  });
  const error = useFormProblems(form, save.error);
  return (
    <form onSubmit={form.onSubmit((values) => { save.mutate(values); })}>
      <Stack gap="sm">
        <Select label={t('form.status')} allowDeselect={false} data={(['dnf', 'dns', 'dq'] as const).map((value) => ({ value, label: t(`statusLong.${value}`) }))} {...form.getInputProps('status')} />
        <TextInput label={t('form.reason')} description={t('form.statusHint')} maxLength={500} autoComplete="off" {...form.getInputProps('reason')} />
        <Foot error={error} pending={save.isPending} verb={t('form.give')} onClose={onClose} />
      </Stack>
    </form>
  );
}

function PenaltyForm(props: FormProps) {
  const { t } = useTranslation('results');
  const { desk, why, onClose } = props;
  const form = useForm({
    initialValues: { time: '', reason: '' },
    validate: {
      time: (text) => { const ms = readTime(text); return ms === null || ms === 0 ? t('form.penaltyWrong') : null; },
      reason: (text) => (text.trim() === '' ? t('form.reasonMissing') : null),
    },
  });
  const made = useMade(props, t('said.penalty'));
  const save = useMutation({
    mutationFn: ({ time, reason }: typeof form.values) => givePenalty(desk.eventId, { participant_id: why.detail.result.participant_id, ms: readTime(time) ?? 0, reason }),
    onSuccess: made,
  });
  const error = useFormProblems(form, save.error);
  return (
    <form onSubmit={form.onSubmit((values) => { save.mutate(values); })}>
      <Stack gap="sm">
        <TextInput label={t('form.penalty')} description={t('form.penaltyHint')} placeholder="2:00" autoComplete="off" maxLength={12} {...form.getInputProps('time')} />
        <TextInput label={t('form.reason')} maxLength={500} autoComplete="off" {...form.getInputProps('reason')} />
        <Foot error={error} pending={save.isPending} verb={t('form.give')} onClose={onClose} />
      </Stack>
    </form>
  );
}

/** Makes a display session of one's own for an event: its name, what it shows, what feeds it. */
import { Button, Checkbox, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { makeSession, SESSIONS, type DisplayMode, type DisplaySession, type Template } from '../api/display-sessions';
import { eventTimingQuery } from '../api/timing-choice';
import { ProblemAlert } from './ProblemAlert';
import { TemplateChoice } from './TemplateChoice';
import { useFormat } from './time';
import { useFormProblems } from './useFormProblems';

export const MODES: readonly DisplayMode[] = ['pre_race', 'results'];

interface Props {
  readonly eventId: number;
  /** Absent: it is chosen here. */
  readonly mode?: DisplayMode;
  readonly onMade: (session: DisplaySession) => void;
  readonly onCancel?: () => void;
}

export function NewDisplaySession({ eventId, mode: told, onMade, onCancel }: Props) {
  const { t } = useTranslation('displays');
  const format = useFormat();
  const queries = useQueryClient();
  const timing = useQuery(eventTimingQuery(eventId));
  const form = useForm<{ name: string; mode: DisplayMode; template: Template; timing_session_ids: string[] }>({
    initialValues: { name: '', mode: told ?? 'results', template: 'standard', timing_session_ids: [] },
  });
  // What is recording now feeds it, until somebody chooses otherwise.
  const suggested = timing.data?.items.filter(({ state }) => state === 'open').slice(0, 16).map(({ id }) => String(id)).join(' ') ?? '';
  useEffect(() => { if (suggested !== '') form.setFieldValue('timing_session_ids', suggested.split(' ')); }, [suggested]); // the form is another object at each drawing
  const make = useMutation({
    mutationFn: ({ name, timing_session_ids, ...look }: typeof form.values) => (
      makeSession({ event_id: eventId, ...look, mode: told ?? look.mode, ...(name.trim() === '' ? {} : { name: name.trim() }), timing_session_ids: timing_session_ids.map(Number) })
    ),
    onSuccess: async (session) => {
      onMade(session);
      await queries.invalidateQueries({ queryKey: SESSIONS });
    },
  });
  const problem = useFormProblems(form, make.error);
  return (
    <form noValidate aria-label={t('new')} onSubmit={form.onSubmit((values) => { make.mutate(values); })}>
      <Stack gap="sm" maw={640}>
        <TextInput label={t('form.name')} placeholder={t('form.example')} maxLength={100} data-autofocus {...form.getInputProps('name')} />
        {told === undefined && <SegmentedControl aria-label={t('mode.label')} data={MODES.map((value) => ({ value, label: t(`mode.${value}`) }))} style={{ alignSelf: 'flex-start' }} {...form.getInputProps('mode')} />}
        <TemplateChoice value={form.values.template} onChange={(template) => { form.setFieldValue('template', template); }} />
        <Checkbox.Group label={t('form.timing')} description={t('form.timingText')} {...form.getInputProps('timing_session_ids')}>
          <Stack gap={6} mt={6}>
            {timing.data?.items.map(({ id, name, day, reads }) => (
              <Checkbox key={id} value={String(id)} label={t('form.timingIs', { name, day: format.day(day), count: reads, shown: format.number(reads) })} />
            ))}
            {timing.data?.items.length === 0 && <Text size="sm" c="dimmed">{t('form.noTiming')}</Text>}
          </Stack>
        </Checkbox.Group>
        <ProblemAlert error={problem} />
        <Group gap="xs">
          <Button type="submit" loading={make.isPending}>{t('form.make')}</Button>
          {onCancel !== undefined && <Button variant="default" onClick={onCancel}>{t('shell:cancel')}</Button>}
        </Group>
      </Stack>
    </form>
  );
}
